import type { Happening, Platform } from '../platform.ts';

const zone = 'Europe/Berlin';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const marks: Readonly<Record<Happening['how'], string>> = {
  post: '',
  edit: ' ✎',
  removal: ' ✗ removed',
  private: ' 🔒 only you see this',
};

/**
 * The channel as one person in it lives through it: every message as it was posted, every edit, and that person's
 * private notes.
 * @param from what happened before is left out, but for the first message
 */
export const transcript = (platform: Platform, name: string, from: Date): string => {
  const happened = platform.livedBy(name, 'team-sales').filter(({ at }, index) => index === 0 || at >= from);
  return [`#team-sales, as ${name} sees it`, ...happened.map(format)].join('\n\n');
};

const format = ({ at, how, author, inThread, text }: Happening): string => {
  const [head, body] = inThread ? ['    ┌ ', '    │ '] : ['', '  '];
  const rows = text.split('\n');
  // Of what is taken away its beginning is enough.
  const lines = (how === 'removal' ? rows.slice(0, 1) : rows).map((line) => body + line);
  return [`${head}${author} · ${clock.format(at)}${marks[how]}`, ...lines].join('\n');
};
