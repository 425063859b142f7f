import { type AnswerValue, mainQuestion, type Question } from '../../src/session/answer.ts';
import type { SessionCommand } from '../../src/session/commands.ts';
import { later } from '../../src/session/rules.ts';
import { isOpen } from '../../src/session/session.ts';
import { controlSession } from '../../src/use-cases/control-session.ts';
import { recordAnswer } from '../../src/use-cases/record-answer.ts';
import { isOver, signUpForSession } from '../../src/use-cases/sign-up.ts';
import type { Pressed } from '../faults/check-answers.ts';
import type { LinkParts } from './link.ts';
import type { Platform } from './platform.ts';
import type { Send } from './requests.ts';
import type { SessionRow, Tables } from './tables.ts';

export type People = {
  /** Every answer that was sent, in the order of pressing. */
  readonly answers: readonly Pressed[];
  /** Every press by which somebody was to be in or not, in the order of pressing: what was answered, too. */
  readonly signUps: readonly SignedUp[];
};

/** Not confirmed is what nobody knows the effect of. */
export type SignedUp = { session: string; member: string; isIn: boolean; confirmed: boolean };

const second = 1_000;

type Wish =
  | { type: 'next' | 'extend' | 'undo' | 'stop' | 'pause' | 'resume' | 'reveal' | 'start' }
  | { type: 'continue-in-writing' };

/** What leads do, the usual more often than the unusual. */
const wishes: readonly Wish['type'][] = [
  ...(['next', 'next', 'next', 'undo', 'undo', 'undo', 'extend', 'extend', 'reveal', 'reveal'] as const),
  ...(['pause', 'resume', 'resume', 'resume', 'start', 'start', 'stop', 'continue-in-writing'] as const),
];

/** Members who sign up and answer, and leads who press what they have, all at moments of the seed. */
export const createPeople = (
  { scheduler, chance, profile }: LinkParts,
  tables: Tables,
  platform: Platform,
  send: Send,
  startMs: number,
): People => {
  const answers: Pressed[] = [];
  const signUps: SignedUp[] = [];
  const isCalm = () => scheduler.now() >= startMs + profile.calmFromMs - 5 * second;

  const repeatedly = (fromMs: number, everyMs: number, act: () => void) => {
    scheduler.in(fromMs + chance.between(0, 2 * everyMs), () => {
      if (isCalm()) return;
      act();
      repeatedly(0, everyMs, act);
    });
  };

  const byOf = ({ workspace, facts: { channelId } }: SessionRow, memberId: string) => ({
    ...{ workspace, memberId, channelId, isDirect: false, role: 'member' as const },
  });

  /** A message of the session in its channel that anybody may press, as old as may be. */
  const someMessage = ({ facts: { channelId, id } }: SessionRow) => {
    const keys = new Set(
      tables.delivery.rows.filter(({ subject }) => subject.id === id).map((row) => row.id),
    );
    const standing = platform.posted.filter(
      (one) => one.place === channelId && one.goneAt === undefined && keys.has(one.key),
    );
    return standing.length > 0 ? chance.oneOf(standing.slice(-3)) : undefined;
  };

  const signUp = (row: SessionRow, memberId: string, isIn: boolean) => {
    const { id } = row.facts;
    const pressed = { session: id, member: memberId, isIn, confirmed: false };
    signUps.push(pressed);
    send(
      {
        by: byOf(row, memberId),
        what: isIn ? "I'm in" : 'not this time',
        about: id,
        carryOut: (context, by) => signUpForSession(context, by, id, isIn),
      },
      (seen) => {
        // In a session that is over nobody comes or goes.
        pressed.confirmed = seen !== 'unseen' && seen.result !== undefined && !isOver(seen.result);
        // Who sees nothing come of it presses once more.
        if (seen === 'unseen' && !isCalm()) scheduler.in(second, () => signUp(row, memberId, isIn));
      },
    );
  };

  const answer = ({ facts: { id } }: SessionRow, memberId: string) => {
    const row = tables.sessions.get(id)!;
    const { session } = row;
    const phase = isOpen(session) ? session.phase : chance.oneOf([2, 3, 4] as const);
    const question: Question = mainQuestion[phase];
    // Some press twice in a row, and the second press may arrive first.
    if (chance.happens(0.3)) scheduler.in(chance.between(50, 400), () => answer(row, memberId));
    const pressed = { session: id, member: memberId, question, value: '', confirmed: false };
    answers.push(pressed);
    // Who answers in time is in; whether it was in time, they are not told for sure.
    signUps.push({ session: id, member: memberId, isIn: true, confirmed: false });
    const value: AnswerValue = ['warm-up', 'check'].includes(question)
      ? { kind: 'choice', option: answers.length % 2 }
      : { kind: 'text', text: `words ${answers.length}` };
    pressed.value = JSON.stringify(value);
    send(
      {
        by: byOf(row, memberId),
        what: `${question} ${pressed.value}`,
        about: id,
        pressed: someMessage(row),
        carryOut: (context, by) => recordAnswer(context, by, id, question, value),
      },
      (seen) => {
        pressed.confirmed = seen !== 'unseen' && 'late' in seen.result;
      },
    );
  };

  const commandOf = (type: Wish['type'], row: SessionRow, now: Date): SessionCommand => {
    const { session } = row;
    if (type === 'continue-in-writing') return { type, untilAt: later(now, 90 * second), now };
    if (type === 'next') return { type, now, ...(isOpen(session) && { from: session.phase }) };
    return { type, now };
  };

  const lead = ({ facts: { id } }: SessionRow) => {
    const row = tables.sessions.get(id)!;
    const type = chance.oneOf(wishes);
    send(
      {
        by: byOf(row, row.session.lead.memberId),
        what: type,
        about: id,
        carryOut: (context, by) => controlSession(context, by, id, () => commandOf(type, row, context.now())),
      },
      () => {},
    );
  };

  for (const row of tables.sessions.values()) {
    const startsInMs = row.session.plan.startsAt.getTime() - startMs;
    for (const member of Array.from({ length: chance.between(1, 5) }, (_, index) => `M${index + 1}`)) {
      const staysAway = chance.happens(0.1);
      scheduler.in(chance.between(0, startsInMs), () => {
        signUp(row, member, true);
        // Some change their mind at once, and their first press may arrive last.
        if (staysAway) scheduler.in(chance.between(50, 3_000), () => signUp(row, member, false));
      });
      if (chance.happens(0.1))
        scheduler.in(chance.between(startsInMs / 2, startsInMs), () => signUp(row, member, false));
      if (!staysAway) repeatedly(startsInMs, chance.between(20, 90) * second, () => answer(row, member));
    }
    if (chance.happens(0.8)) repeatedly(startsInMs, chance.between(20, 120) * second, () => lead(row));
  }
  return { answers, signUps };
};
