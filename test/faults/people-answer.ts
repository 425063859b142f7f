import type { ActionsBlock, AnyBlock } from '@slack/types';
import { decode } from '../../src/messages/interaction.ts';
import type { LocalSlack, MessageRecord, Person } from '../../src/sandbox/slack/control.ts';
import { wait, waitUntil } from '../bench/wait.ts';
import type { Pressed } from './check-answers.ts';
import type { Pace, Talk } from './dense-plan.ts';

/** An answer that can be given by one press. */
type Choice = { blockId: string; actionId: string; label: string } & Pick<Pressed, 'question' | 'value'>;

/** Slack waits three seconds for the acknowledgement; the note follows it. */
const longestNoteMs = 5_000;
const atOnce = 8;

/**
 * Lets people answer what is asked, as their clients show it, and notes what they saw confirmed.
 * @returns how to end it: resolves with every press, those of a person in their order
 */
export const startAnswering = (
  slack: LocalSlack,
  talks: readonly Talk[],
  { phaseMs }: Pace,
  perSecond: number,
  random: () => number,
): (() => Promise<Pressed[]>) => {
  const pressed: Pressed[] = [];
  const people = new Map(slack.people.map((person) => [person.name, person]));
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
    const person = people.get(pick(talk.people, random)!)!;
    const key = `${talk.channel} ${person.name}`;
    if (busy.has(key)) return;
    busy.add(key);
    try {
      await answer(slack, talk, person, random, pressed);
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
  slack: LocalSlack,
  talk: Talk,
  person: Person,
  random: () => number,
  pressed: Pressed[],
): Promise<void> => {
  const channel = slack.channel(talk.channel);
  const prompt = promptOf(channel.messages, talk.title);
  const choice = prompt && pick(choicesIn(prompt.blocks), random);
  if (!choice) return;
  const { blockId, actionId, label, question, value } = choice;
  const before = channel.ephemerals.length;
  const press: Pressed = { session: talk.id, member: person.id, question, value, confirmed: false };
  // Before it is sent: whatever becomes of it, it may be stored.
  pressed.push(press);
  const { ts } = prompt;
  const outcome = await person.use({ on: { channel: channel.id, ts }, blockId, actionId });
  if (outcome?.status !== 200) return;
  const [firstWord = ''] = label.split(' ');
  press.confirmed = await waitUntil(
    async () =>
      channel.ephemerals
        .slice(before)
        .some(({ userId, plainText }) => userId === person.id && isSaved(plainText, firstWord)),
    longestNoteMs,
  );
};

/** A note of an earlier press may come late: this one names what was pressed. */
const isSaved = (text: string, firstWord: string): boolean =>
  (text.startsWith('Saved') || text.startsWith('You said') || text.startsWith('Fine, nothing')) &&
  (text.includes(firstWord) || text.startsWith('Fine, nothing'));

/** The latest message in a talk's thread. */
const promptOf = (messages: readonly MessageRecord[], title: string): MessageRecord | undefined => {
  const card = messages.find(
    ({ threadTs, versions }) => !threadTs && versions[0]?.text.startsWith(`${title} `),
  );
  return card && messages.findLast(({ threadTs, deletedAt }) => threadTs === card.ts && !deletedAt);
};

const choicesIn = (blocks: readonly AnyBlock[]): Choice[] =>
  blocks
    .filter((block): block is ActionsBlock => block.type === 'actions')
    .flatMap(({ block_id: blockId = '', elements }) =>
      elements.flatMap((element): Choice[] => {
        if (element.type !== 'button' || !element.action_id) return [];
        const does = decode(element.action_id);
        const place = { blockId, actionId: element.action_id, label: element.text.text };
        if (does?.do === 'choose') {
          return [{ ...place, question: does.question, value: `choice ${does.option}` }];
        }
        return does?.do === 'nothing-to-add' ? [{ ...place, question: 'list', value: 'nothing' }] : [];
      }),
    );

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];
