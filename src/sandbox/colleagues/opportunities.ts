import type { KnownBlock } from '@slack/types';
import { decode, type Interaction } from '../../messages/interaction.ts';
import type { Channel, EphemeralRecord, LocalSlack, MessageRecord } from '../slack/control.ts';
import { elementsIn } from '../slack/elements.ts';
import { chance } from './chance.ts';

/** An element that a colleague can use. */
export type Button = { blockId: string; actionId: string; label: string; interaction: Interaction };

/** Something that a colleague could react to; `key` is the same however often it is found. */
export type Opportunity = {
  key: string;
  /** What it is about, without ids: the seed of what people do with it. */
  seed: string;
  on: { channel: string; ts: string };
  since: Date;
  kind: 'sign-up' | 'choose' | 'rate' | 'write';
  buttons: Button[];
};

/** Older messages are history. */
const freshMs = 25 * 60_000;

/** What this person could react to now. */
export const opportunitiesFor = (slack: LocalSlack, personId: string, now: Date): Opportunity[] =>
  slack.channels
    .filter(({ memberIds }) => memberIds.includes(personId))
    .flatMap((channel) => [
      ...channel.messages.filter(({ userId }) => userId === slack.botUserId),
      ...channel.ephemerals.filter(({ userId }) => userId === personId),
    ])
    .filter(({ deletedAt, postedAt }) => !deletedAt && now.getTime() - postedAt.getTime() < freshMs)
    .flatMap(opportunitiesIn);

/** Those among the channels' messages that still show the opportunity. */
export const stillThere = (
  slack: LocalSlack,
  personId: string,
  { on, key }: Opportunity,
): Opportunity | undefined => {
  const channel = slack.channels.find(({ id }) => id === on.channel);
  const record = channel && recordAt(channel, personId, on.ts);
  return record && !record.deletedAt ? opportunitiesIn(record).find((one) => one.key === key) : undefined;
};

const recordAt = (channel: Channel, personId: string, ts: string) =>
  channel.messages.find((message) => message.ts === ts) ??
  channel.ephemerals.find((note) => note.ts === ts && note.userId === personId);

const opportunitiesIn = (record: MessageRecord | EphemeralRecord): Opportunity[] => {
  const found = new Map<string, Opportunity>();
  for (const button of buttonsIn(record.blocks as KnownBlock[])) {
    const about = describe(button.interaction);
    if (!about) continue;
    const known = found.get(about.key);
    if (known) known.buttons.push(button);
    else {
      const on = { channel: record.channelId, ts: record.ts };
      found.set(about.key, {
        ...about,
        seed: `${about.seed} ${record.text.replaceAll(/\d/g, '')}`,
        on,
        since: record.versions.at(-1)?.at ?? record.postedAt,
        buttons: [button],
      });
    }
  }
  return [...found.values()];
};

const buttonsIn = (blocks: KnownBlock[]): Button[] =>
  elementsIn(blocks).flatMap(({ blockId, actionId, element }) => {
    const interaction = element.type === 'button' ? decode(actionId) : undefined;
    if (!interaction || element.type !== 'button') return [];
    return [{ blockId, actionId, label: element.text.text, interaction }];
  });

const describe = (interaction: Interaction): Pick<Opportunity, 'key' | 'kind' | 'seed'> | undefined => {
  switch (interaction.do) {
    case 'count-me-in':
      return { key: `sign-up ${interaction.series}`, kind: 'sign-up', seed: 'sign-up' };
    case 'choose':
      return {
        key: `choose ${interaction.session} ${interaction.question}`,
        kind: 'choose',
        seed: interaction.question,
      };
    case 'rate':
      return {
        key: `rate ${interaction.session} ${interaction.question}`,
        kind: 'rate',
        seed: interaction.question,
      };
    case 'write-list':
      return { key: `write ${interaction.session}`, kind: 'write', seed: 'write' };
    default:
      return undefined;
  }
};

/** Seconds from seeing it to answering, from and to. */
const seconds: Readonly<Record<Opportunity['kind'], readonly [number, number]>> = {
  'sign-up': [4, 45],
  choose: [8, 70],
  rate: [2, 9],
  write: [55, 240],
};

/** When a colleague reacts, by chance but always alike; undefined where they let it be. */
export const reactionAt = (name: string, { seed, kind, since }: Opportunity): Date | undefined => {
  const words = `${name} ${seed}`;
  if (kind === 'sign-up' && chance(`${words} whether`) > 0.8) return undefined;
  const [from, to] = seconds[kind];
  return new Date(since.getTime() + (from + chance(words) * (to - from)) * 1000);
};
