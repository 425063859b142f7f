import { useState } from 'react';
import { platformNames } from './chat.ts';
import { timeWithSeconds } from './moment.ts';
import type { Platform, TrafficShown } from './protocol.ts';
import type { World } from './store.ts';

const posts = [
  ...['chat.postMessage', 'chat.postEphemeral', 'response_url'],
  ...['createConversation', 'sendToConversation', 'replyToActivity'],
];
const edits = ['chat.update', 'chat.delete', 'views.update', 'updateActivity', 'deleteActivity'];
const failed = ({ status, error }: TrafficShown) => status < 200 || status > 299 || error !== undefined;

const filters = {
  All: () => true,
  Posted: ({ name }: TrafficShown) => posts.includes(name),
  Edited: ({ name }: TrafficShown) => edits.includes(name),
  'To the bot': ({ kind }: TrafficShown) => kind === 'delivery',
  Failed: failed,
} as const;
type Filter = keyof typeof filters;

type Props = { world: World; platforms: readonly Platform[]; onClose(): void };

/** Everything that went between the bot and the platforms that are on the screen, the latest first. */
export const Inspector = ({ world, platforms, onClose }: Props) => {
  const [filter, setFilter] = useState<Filter>('All');
  const [open, setOpen] = useState<string>();
  const shown = world.traffic.filter((one) => platforms.includes(one.platform) && filters[filter](one));
  const names = [...new Set(platforms)].map((platform) => platformNames[platform]).sort();
  return (
    <aside className="inspector" aria-label={`Traffic between the bot and ${names.join(' and ')}`}>
      <header className="place-head">
        <h2>Traffic</h2>
        <span className="muted">{names.join(' and ')}</span>
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
            <li key={keyOf(entry)}>
              <Exchange entry={entry} open={open === keyOf(entry)} onToggle={setOpen} />
            </li>
          ))}
        </ol>
      </section>
    </aside>
  );
};

const keyOf = ({ platform, number }: TrafficShown) => `${platform}/${number}`;

const Exchange = ({
  entry,
  open,
  onToggle,
}: {
  entry: TrafficShown;
  open: boolean;
  onToggle(key: string | undefined): void;
}) => {
  const { platform, at, kind, name, about, status, error, ms } = entry;
  const [raw, setRaw] = useState<string>();
  const toggle = async () => {
    onToggle(open ? undefined : keyOf(entry));
    if (open || raw !== undefined) return;
    const response = await fetch(`/traffic/${keyOf(entry)}`);
    setRaw(response.ok ? JSON.stringify(await response.json(), undefined, 2) : 'It is gone.');
  };
  return (
    <>
      <button type="button" className={`exchange ${kind}`} aria-expanded={open} onClick={() => void toggle()}>
        <span className="way">
          {kind === 'delivery' ? `${platformNames[platform]} → bot` : `bot → ${platformNames[platform]}`}
        </span>
        <strong>{name}</strong>
        <small className={failed(entry) ? 'bad' : 'muted'}>
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
