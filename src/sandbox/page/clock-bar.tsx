import { useEffect, useState } from 'react';
import { act } from './act.ts';
import { nearDayOf, shortDayOf, timeOf, timeWithSeconds } from './moment.ts';
import { sessionNow, type World } from './store.ts';

const zone = 'Europe/Berlin';

/** What time it is in the sandbox, and the ways to make it later. */
export const ClockBar = ({ world }: { world: World }) => {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, []);
  const { speed, nextAt, moving } = world.clock;
  const now = sessionNow(world);
  const next = nextAt ? new Date(nextAt) : undefined;
  const isToday = next && shortDayOf(next, zone) === shortDayOf(now, zone);
  const to = (where: 'plus-minute' | 'next' | 'fast' | 'real') => void act({ does: 'clock', to: where });
  return (
    <fieldset className="clock" aria-label="Clock of the sandbox">
      <p className={`now ${moving ? 'moving' : ''}`}>
        <span className="muted">{shortDayOf(now, zone)}</span> <time>{timeWithSeconds(now, zone)}</time>
      </p>
      <button type="button" className="button" aria-busy={moving} onClick={() => to('plus-minute')}>
        +1 min
      </button>
      <button
        type="button"
        className="button primary"
        aria-busy={moving}
        disabled={!next}
        title="Goes to the next thing that happens by itself"
        onClick={() => to('next')}
      >
        <span>
          Next<span className="wide-only"> event</span>
        </span>
        {next && ` ${isToday ? '' : `${nearDayOf(next, now, zone)} `}${timeOf(next, zone)}`}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={speed === 60}
        title={speed === 60 ? 'An hour passes in a minute; back to real speed' : 'An hour passes in a minute'}
        onClick={() => to(speed === 60 ? 'real' : 'fast')}
      >
        {speed === 60 ? 'Real speed' : '×60'}
      </button>
    </fieldset>
  );
};
