import type { KnownBlock } from '@slack/types';
import type { LocalSlack, MessageVersion } from '../slack/control.ts';
import type { Reader } from '../slack/plain-mrkdwn.ts';
import { plainMessage } from '../slack/plain-text.ts';

const zone = 'Europe/Berlin';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

type Entry = { at: Date; how: 'post' | 'edit' | 'removal' | 'private'; inThread: boolean; text: string };

const marks = { post: '', edit: ' ✎', removal: ' ✗ removed', private: ' 🔒 only you see this' };

/**
 * The channel as one person in it lives through it: every message as it was posted, every edit, and that person's
 * private notes.
 * @param from what happened before is left out, but for the first message
 */
export const transcript = (slack: LocalSlack, name: string, from: Date): string => {
  const entries = entriesFor(slack, name, from).filter(({ at }, index) => index === 0 || at >= from);
  return [`#team-sales, as ${name} sees it`, ...entries.map(format)].join('\n\n');
};

const entriesFor = (slack: LocalSlack, name: string, played: Date): Entry[] => {
  const channel = slack.channel('team-sales');
  const person = slack.person(name);
  const reader: Reader = {
    zone,
    now: played,
    nameOf: (id) => slack.people.find((one) => one.id === id)?.name ?? id,
    channelNameOf: (id) => slack.channels.find((one) => one.id === id)?.name ?? id,
  };
  const textOf = ({ text, blocks }: MessageVersion) =>
    plainMessage({ text, blocks: blocks as KnownBlock[] }, reader);

  const posts = channel.messages.flatMap(({ versions, threadTs, deletedAt }): Entry[] => {
    const inThread = threadTs !== undefined;
    const shown = versions.map((version, index): Entry => {
      return { at: version.at, how: index === 0 ? 'post' : 'edit', inThread, text: textOf(version) };
    });
    const gone: Entry[] = deletedAt
      ? [{ at: deletedAt, how: 'removal', inThread, text: firstLine(shown) }]
      : [];
    return [...shown, ...gone];
  });
  const notes = channel.ephemerals
    .filter(({ userId }) => userId === person.id)
    .flatMap(({ versions, threadTs }) =>
      versions.map((version): Entry => {
        return { at: version.at, how: 'private', inThread: threadTs !== undefined, text: textOf(version) };
      }),
    );
  return [...posts, ...notes].sort((a, b) => a.at.getTime() - b.at.getTime());
};

const firstLine = ([first]: readonly Entry[]): string => first?.text.split('\n')[0] ?? '';

const format = ({ at, how, inThread, text }: Entry): string => {
  const [head, body] = inThread ? ['    ┌ ', '    │ '] : ['', '  '];
  const lines = text.split('\n').map((line) => body + line);
  return [`${head}Microtraining · ${clock.format(at)}${marks[how]}`, ...lines].join('\n');
};
