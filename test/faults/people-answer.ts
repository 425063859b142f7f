import type { Post } from '../../src/sandbox/platform.ts';
import { wait } from '../bench/wait.ts';
import type { Pressed } from './check-answers.ts';
import type { Pace, Talk } from './dense-plan.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

const atOnce = 8;

/**
 * Lets people answer what is asked, as their clients show it, and notes what they saw confirmed.
 * @returns how to end it: resolves with every press, those of a person in their order
 */
export const startAnswering = (
  platform: SwarmPlatform,
  talks: readonly Talk[],
  { phaseMs }: Pace,
  perSecond: number,
  random: () => number,
): (() => Promise<Pressed[]>) => {
  const pressed: Pressed[] = [];
  const busy = new Set<string>();
  let isOver = false;

  const answerOnce = async (): Promise<void> => {
    const now = Date.now();
    const running = talks.filter(({ startsAt }) => {
      const sinceMs = now - startsAt.getTime();
      return sinceMs > 0 && sinceMs < 4 * phaseMs;
    });
    const talk = pick(running, random);
    if (!talk) return;
    const person = pick(talk.people, random)!;
    const key = `${talk.channel} ${person}`;
    if (busy.has(key)) return;
    busy.add(key);
    try {
      await answer(platform, talk, person, random, pressed);
    } finally {
      busy.delete(key);
    }
  };

  const someone = async (): Promise<void> => {
    while (!isOver) {
      const [, beganAt] = [await wait(random() * (1_000 / perSecond)), performance.now()];
      await answerOnce();
      await wait(Math.max(0, (1_000 * atOnce) / perSecond - (performance.now() - beganAt)));
    }
  };
  const all = Array.from({ length: atOnce }, someone);
  return async () => {
    isOver = true;
    await Promise.all(all);
    return pressed;
  };
};

const answer = async (
  platform: SwarmPlatform,
  talk: Talk,
  person: string,
  random: () => number,
  pressed: Pressed[],
): Promise<void> => {
  const { messages } = platform.local.channel(talk.channel);
  const prompt = promptOf(messages, talk.title);
  const choice = prompt && pick(platform.choicesIn(prompt, talk.channel, person), random);
  if (!choice) return;
  const { label, question, value, press } = choice;
  const member = platform.memberOf(person);
  const noted: Pressed = { session: talk.id, member, question, value, confirmed: false };
  // Before it is sent: whatever becomes of it, it may be stored.
  pressed.push(noted);
  noted.confirmed = await press((text) => isSaved(text, label));
};

/** Whether a text tells that this answer, and no earlier one, is saved: it names what was pressed. */
export const isSaved = (text: string, label: string): boolean => {
  const [firstWord = ''] = label.split(' ');
  return text
    .split('\n')
    .some(
      (line) =>
        line.startsWith('Fine, nothing') ||
        ((line.startsWith('Saved') || line.startsWith('You said')) && line.includes(firstWord)),
    );
};

/** The latest message in a talk's thread. */
const promptOf = (messages: readonly Post[], title: string): Post | undefined => {
  const card = messages.find(({ threadId, firstPush }) => !threadId && firstPush.startsWith(`${title} `));
  return card && messages.findLast(({ threadId, deletedAt }) => threadId === card.id && !deletedAt);
};

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];
