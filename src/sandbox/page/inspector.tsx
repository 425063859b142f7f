import { useState } from 'react';
import { timeWithSeconds } from './moment.ts';
import type { TrafficShown } from './protocol.ts';
import type { World } from './store.ts';

const filters = {
  All: () => true,
  Posted: ({ name }: TrafficShown) =>
    name === 'chat.postMessage' || name === 'chat.postEphemeral' || name === 'response_url',
  Edited: ({ name }: TrafficShown) =>
    name === 'chat.update' || name === 'chat.delete' || name === 'views.update',
  'To the bot': ({ kind }: TrafficShown) => kind === 'delivery',
  Failed: ({ status, error }: TrafficShown) => status !== 200 || error !== undefined,
} as const;
type Filter = keyof typeof filters;

/** Everything that went between the bot and Slack, the latest first. */
export const Inspector = ({ world, onClose }: { world: World; onClose(): void }) => {
  const [filter, setFilter] = useState<Filter>('All');
  const [open, setOpen] = useState<number>();
  const shown = world.traffic.filter(filters[filter]);
  return (
    <aside className="inspector" aria-label="Traffic between the bot and Slack">
      <header className="place-head">
        <h2>Traffic</h2>
        <button type="button" className="button icon plain" aria-label="Close the traffic" onClick={onClose}>
          ×
        </button>
      </header>
      <fieldset className="filters" aria-label="Show">
        {(Object.keys(filters) as Filter[]).map((name) => (
          <button key={name} type="button" aria-pressed={filter === name} onClick={() => setFilter(name)}>
            {name}
          </button>
        ))}
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="traffic" aria-label="Exchanges" tabIndex={0}>
        {shown.length === 0 && <p className="nothing">Nothing of this kind yet.</p>}
        <ol>
          {shown.map((entry) => (
            <li key={entry.number}>
              <Exchange entry={entry} open={open === entry.number} onToggle={setOpen} />
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
};

const Exchange = ({
  entry,
  open,
  onToggle,
}: {
  entry: TrafficShown;
  open: boolean;
  onToggle(number: number | undefined): void;
}) => {
  const { number, at, kind, name, about, status, error, ms } = entry;
  const [raw, setRaw] = useState<string>();
  const toggle = async () => {
    onToggle(open ? undefined : number);
    if (open || raw !== undefined) return;
    const response = await fetch(`/traffic/${number}`);
    setRaw(response.ok ? JSON.stringify(await response.json(), undefined, 2) : 'It is gone.');
  };
  const failed = status !== 200 || error !== undefined;
  return (
    <>
      <button type="button" className={`exchange ${kind}`} aria-expanded={open} onClick={() => void toggle()}>
        <span className="way">{kind === 'delivery' ? 'to the bot' : 'from the bot'}</span>
        <strong>{name}</strong>
        <small className={failed ? 'bad' : 'muted'}>
          {timeWithSeconds(new Date(at), 'Europe/Berlin')} · {error ?? status} · {ms} ms
        </small>
        <span className="about">{about}</span>
      </button>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <pre className="raw" tabIndex={0}>
          {raw ?? '…'}
        </pre>
      )}
    </>
  );
};
