import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { act } from './act.ts';
import { platformNames } from './chat.ts';
import type { FaultName, Platform } from './protocol.ts';
import type { World } from './store.ts';

const platforms: readonly Platform[] = ['slack', 'teams'];
const faults: readonly { name: FaultName; label: string; about: string }[] = [
  { name: 'slow', label: 'is slow', about: 'every call takes 1.8 s longer' },
  { name: 'refusing', label: 'answers 429', about: 'no posts and edits for now; they follow later' },
  {
    name: 'losing',
    label: 'loses answers',
    about: 'it posts, but the bot never hears so, and must not post twice',
  },
];

const statusText: Record<World['bot']['status'], string> = {
  starting: 'starting …',
  running: 'running',
  stopping: 'stopping …',
  stopped: 'stopped',
  killed: 'killed',
  failed: 'ended by itself',
};

/** How the bot is, and what can be done to it and to the platforms. */
export const TroubleMenu = ({ world }: { world: World }) => {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { status, trouble } = world.bot;
  const active = world.play.faults.slack.length + world.play.faults.teams.length;

  useEffect(() => {
    if (!open) return;
    box.current?.querySelector<HTMLElement>('button, input')?.focus();
    const leave = ({ target }: Event) => {
      if (!box.current?.contains(target as Node) && !opener.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div className="drop">
      <button
        ref={opener}
        type="button"
        className="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className={`dot ${status}`} aria-hidden="true" /> Bot <span>{statusText[status]}</span>
        {active > 0 && <span className="count">{active === 1 ? '1 fault' : `${active} faults`}</span>}
      </button>
      {open && (
        <fieldset ref={box} id={id} className="drop-panel" aria-label="Bot and faults" onKeyDown={onKeyDown}>
          <h2>The bot</h2>
          <p className="muted">
            A process of its own. Kill it in the middle of a session: what is due waits in the database.
          </p>
          <p className="row">
            {status === 'running' ? (
              <>
                <button
                  type="button"
                  className="button danger"
                  onClick={() => void act({ does: 'bot', to: 'kill' })}
                >
                  Kill the bot
                </button>
                <button
                  type="button"
                  className="button"
                  onClick={() => void act({ does: 'bot', to: 'stop' })}
                >
                  Stop it properly
                </button>
              </>
            ) : (
              <button
                type="button"
                className="button primary"
                aria-busy={status === 'starting' || status === 'stopping'}
                onClick={() => void act({ does: 'bot', to: 'start' })}
              >
                Start the bot
              </button>
            )}
          </p>
          {trouble && <p className="error">{trouble}</p>}
          <h2>Faults of Slack and Teams</h2>
          {faults.map(({ name, label, about }) => (
            <fieldset key={name} className="switches-of-two" aria-label={label}>
              {platforms.map((of) => (
                <Switch
                  key={of}
                  on={world.play.faults[of].includes(name)}
                  label={`${platformNames[of]} ${label}`}
                  onTurn={(wanted) => void act({ does: 'fault', of, name, wanted })}
                />
              ))}
              <small className="muted">{about}</small>
            </fieldset>
          ))}
        </fieldset>
      )}
    </div>
  );
};

/** Shows at once what was chosen, and then what the server says. */
const Switch = ({ on, label, onTurn }: { on: boolean; label: string; onTurn(on: boolean): void }) => {
  const [chosen, setChosen] = useState(on);
  useEffect(() => setChosen(on), [on]);
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={chosen}
        onChange={({ target }) => {
          setChosen(target.checked);
          onTurn(target.checked);
        }}
      />
      <span>{label}</span>
    </label>
  );
};
