import type { Interaction } from '../../messages/interaction.ts';
import type { Offer, OfferedButton, Platform } from '../platform.ts';
import { chance } from './chance.ts';

/** Something that a colleague could react to; `key` is the same however often it is found. */
export type Opportunity = {
  key: string;
  /** What it is about, without ids: the seed of what people do with it. */
  seed: string;
  /** The message or note that it is in. */
  on: string;
  kind: 'sign-up' | 'choose' | 'rate' | 'write';
  buttons: OfferedButton[];
};

/** Older messages are history. */
const freshMs = 25 * 60_000;

/** What this person could react to now. */
export const opportunitiesFor = (platform: Platform, name: string, now: Date): Opportunity[] =>
  platform
    .offersTo(name)
    .filter(({ postedAt }) => now.getTime() - postedAt.getTime() < freshMs)
    .flatMap(opportunitiesIn);

/** The same, as it stands now; nothing where it is gone. */
export const stillThere = (
  platform: Platform,
  name: string,
  { on, key }: Opportunity,
): Opportunity | undefined =>
  platform
    .offersTo(name)
    .filter(({ id }) => id === on)
    .flatMap(opportunitiesIn)
    .find((one) => one.key === key);

const opportunitiesIn = ({ id, push, buttons }: Offer): Opportunity[] => {
  const found = new Map<string, Opportunity>();
  for (const button of buttons) {
    const about = describe(button.interaction);
    if (!about) continue;
    const known = found.get(about.key);
    if (known) known.buttons.push(button);
    else {
      const seed = `${about.seed} ${push.replaceAll(/\d/g, '')}`;
      found.set(about.key, { ...about, seed, on: id, buttons: [button] });
    }
  }
  return [...found.values()];
};

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

/**
 * When a colleague reacts, by chance but always alike; undefined where they let it be.
 * @param since when they saw it first
 */
export const reactionAt = (name: string, { seed, kind }: Opportunity, since: Date): Date | undefined => {
  const words = `${name} ${seed}`;
  if (kind === 'sign-up' && chance(`${words} whether`) > 0.8) return undefined;
  const [from, to] = seconds[kind];
  return new Date(since.getTime() + (from + chance(words) * (to - from)) * 1000);
};
