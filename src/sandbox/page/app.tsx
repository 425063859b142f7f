import { useCallback, useEffect, useState } from 'react';
import { act } from './act.ts';
import { ClockBar } from './clock-bar.tsx';
import { PeopleIcon, PulseIcon } from './icons.tsx';
import { Inspector } from './inspector.tsx';
import { useKeptState } from './kept-state.ts';
import { LiveRegion } from './live-region.tsx';
import { nextStep } from './next-step.ts';
import type { Platform } from './protocol.ts';
import type { ReadMarks } from './read-marks.ts';
import { firstScreens, type ScreenState } from './screen-state.ts';
import { SlackScreen } from './slack/slack-screen.tsx';
import { useWorld } from './store.ts';
import { TeamsScreen } from './teams/teams-screen.tsx';
import { TroubleMenu } from './trouble-menu.tsx';

/** The whole page: clock and switches above, one or two people's screens, the traffic. */
export const App = () => {
  const world = useWorld();
  const [states, setStates] = useKeptState<readonly [ScreenState, ScreenState]>('screens', firstScreens);
  const [two, setTwo] = useKeptState('two-screens', false);
  const [inspects, setInspects] = useKeptState('inspector', false);
  const [hinted, setHinted] = useKeptState('hint', true);
  const [marks, setMarks] = useKeptState<ReadMarks>('read', {});
  const [wide, setWide] = useState(isWide.matches);

  useEffect(() => {
    const listen = () => setWide(isWide.matches);
    isWide.addEventListener('change', listen);
    return () => isWide.removeEventListener('change', listen);
  }, []);
  const onSeen = useCallback(
    (key: string, ts: string) => setMarks((all) => ((all[key] ?? '') >= ts ? all : { ...all, [key]: ts })),
    [setMarks],
  );

  if (!world) return <p className="loading">Opening the sandbox …</p>;
  const known = states.map((state, index) =>
    world[state.platform]?.people.has(state.personId) ? state : firstScreens[index]!,
  );
  const shown = two && wide ? known : known.slice(0, 1);
  const first = shown[0]!;
  const change = (index: number) => (state: ScreenState) =>
    setStates((all) => all.map((one, at) => (at === index ? state : one)) as [ScreenState, ScreenState]);
  return (
    <>
      <header className="bar">
        <h1>
          <img src="/icon.svg" alt="" width="22" height="22" />{' '}
          <span>
            Microtraining <small className="muted">sandbox</small>
          </span>
        </h1>
        <ClockBar world={world} />
        <div className="switches">
          <button
            type="button"
            className="button"
            aria-pressed={world.play.colleagues}
            title="Caro, Dev and the others answer by themselves, each a little later than the other"
            onClick={() => void act({ does: 'colleagues', wanted: !world.play.colleagues })}
          >
            <PeopleIcon /> Colleagues{' '}
            <span className="widest-only">{world.play.colleagues ? 'play along' : 'are silent'}</span>
          </button>
          {wide && (
            <button type="button" className="button" aria-pressed={two} onClick={() => setTwo(!two)}>
              Two people
            </button>
          )}
          <TroubleMenu world={world} />
          <button
            type="button"
            className="button"
            aria-pressed={inspects}
            onClick={() => setInspects(!inspects)}
          >
            <PulseIcon /> Traffic
          </button>
        </div>
      </header>
      {!world.connected && (
        <p className="lost" role="alert">
          The sandbox does not answer. Is it still running in the terminal? This page comes back by itself.
        </p>
      )}
      <main className={`stage ${inspects ? 'with-inspector' : ''}`}>
        {hinted && (
          <p className="hint-bar" role="note">
            <span>
              <strong>Try this:</strong> {nextStep(world, first, shown.length === 2)}
            </span>
            <button
              type="button"
              className="button icon plain"
              aria-label="Hide the hints"
              onClick={() => setHinted(false)}
            >
              ×
            </button>
          </p>
        )}
        <div className={`screens ${shown.length === 2 ? 'two' : ''}`}>
          {shown.map((state, index) => {
            const Screen = screens[state.platform];
            return (
              <Screen
                // biome-ignore lint/suspicious/noArrayIndexKey: the left one and the right one
                key={index}
                world={world}
                state={state}
                marks={marks}
                onState={change(index)}
                onSeen={onSeen}
              />
            );
          })}
        </div>
      </main>
      {inspects && (
        <Inspector
          world={world}
          platforms={shown.map(({ platform }) => platform)}
          onClose={() => setInspects(false)}
        />
      )}
      <LiveRegion key={first.personId} chat={world[first.platform]} personId={first.personId} />
    </>
  );
};

const screens: Record<Platform, typeof SlackScreen> = { slack: SlackScreen, teams: TeamsScreen };

const isWide = window.matchMedia('(min-width: 900px)');
