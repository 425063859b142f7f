import { describe, expect, test } from '@jest/globals';
import { type Announcement, announce, type MessageKind, promptKind } from '../../../src/messages/owed.ts';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { decide } from '../../../src/session/decide.ts';
import { isOpen, type Session } from '../../../src/session/session.ts';
import { nextDue } from '../../../src/session/timetable.ts';
import {
  ana,
  at,
  ben,
  buildSession,
  having,
  sixAreIn,
  tick,
  undisturbedAt,
} from '../../support/build-session.ts';
import { law } from '../../support/law.ts';
import { type History, histories } from '../../support/session-histories.ts';

/** What a command makes owed, asked of a session as it stands. */
const announced = (session: Session, command: SessionCommand): Announcement =>
  announce(session, decide(session, command).session, command.now);

const kindsOf = (messages: readonly { kind: MessageKind }[]): MessageKind[] =>
  messages.map(({ kind }) => kind);
const keyOf = ({ kind, run }: { kind: MessageKind; run: number }): string => `${kind} ${run}`;
const promptsIn = <One extends { kind: MessageKind }>(messages: readonly One[]): One[] =>
  messages.filter(({ kind }) => kind.startsWith('prompt-'));

/** What each turn of a history made owed, beside what had been owed and taken back before it. */
const toldOf = ({ turns }: History) => {
  const owed = new Set<string>();
  const gone = new Set<string>();
  return turns.map(({ before, command, decision }) => {
    const told = announce(before, decision.session, command.now);
    const turn = {
      before,
      next: decision.session,
      now: command.now,
      ...told,
      owed: new Set(owed),
      gone: new Set(gone),
    };
    for (const message of told.post) owed.add(keyOf(message));
    for (const message of told.withdraw) gone.add(keyOf(message));
    return turn;
  });
};

describe('what is owed', () => {
  test('is nothing while nothing changes', () => {
    law([histories], ({ turns }) => {
      for (const { command, decision } of turns) {
        expect(announce(decision.session, decision.session, command.now)).toEqual({
          post: [],
          outdate: [],
          withdraw: [],
          checkNotes: false,
        });
      }
    });
  });

  test('is due at once: nothing is put off', () => {
    law([histories], (history) => {
      for (const { post, now } of toldOf(history)) {
        expect(post.filter(({ dueAt }) => dueAt > now)).toEqual([]);
      }
    });
  });

  test('is not out of date in the moment it is owed, nor is what is taken back', () => {
    law([histories], (history) => {
      for (const { before, next, post, outdate, withdraw } of toldOf(history)) {
        const undone = next.restarts > before.restarts;
        const changing = kindsOf(undone ? withdraw : promptsIn(post));
        expect(outdate.filter(({ kind }) => changing.includes(kind))).toEqual([]);
      }
    });
  });

  test('is one card, and a desk for each lead in turn', () => {
    law([histories], (history) => {
      const told = toldOf(history);
      expect(
        told.flatMap(({ post }) => kindsOf(post)).filter((kind) => kind === 'card').length,
      ).toBeLessThanOrEqual(1);
      for (const { before, next, post } of told) {
        const kinds = kindsOf(post);
        const toldBefore = before.status !== 'planned' || before.announced;
        const changedHands = toldBefore && before.lead.memberId !== next.lead.memberId;
        expect(kinds.includes('desk')).toBe(kinds.includes('card') || changedHands);
      }
    });
  });
});

describe('prompts', () => {
  test('are owed one at a time, except in writing', () => {
    law([histories], (history) => {
      for (const { next, post } of toldOf(history)) {
        if (next.status !== 'writing') expect(promptsIn(post).length).toBeLessThanOrEqual(1);
      }
    });
  });

  test('are owed only for what is open: a phase that came and went meanwhile is not announced', () => {
    law([histories], (history) => {
      for (const { next, post } of toldOf(history)) {
        const open = isOpen(next) ? next.phase : 5;
        const kinds = ([1, 2, 3, 4] as const)
          .filter((phase) => (next.status === 'writing' ? phase >= open : phase === open))
          .map(promptKind);
        expect(kindsOf(promptsIn(post)).filter((kind) => !kinds.includes(kind))).toEqual([]);
      }
    });
  });

  test('are owed once for each time their phase begins; only an undo may repeat what it goes back to', () => {
    law([histories], (history) => {
      for (const { before, next, post, owed, gone } of toldOf(history)) {
        for (const message of promptsIn(post)) {
          expect(gone.has(keyOf(message))).toBe(false);
          if (owed.has(keyOf(message))) expect(next.restarts).toBe(before.restarts + 1);
        }
      }
    });
  });

  test('are there for whatever phase is open', () => {
    law([histories], (history) => {
      for (const { next, post, owed, gone, withdraw } of toldOf(history)) {
        if (!isOpen(next)) continue;
        const current = keyOf({ kind: promptKind(next.phase), run: next.run.phases[next.phase - 1]!.run });
        const standing = [...owed, ...post.map(keyOf)];
        expect(standing).toContain(current);
        expect([...gone, ...withdraw.map(keyOf)]).not.toContain(current);
      }
    });
  });

  test('are taken back once, and only if they were owed', () => {
    law([histories], (history) => {
      for (const { withdraw, owed, gone } of toldOf(history)) {
        for (const message of withdraw) {
          expect(owed.has(keyOf(message))).toBe(true);
          expect(gone.has(keyOf(message))).toBe(false);
        }
      }
    });
  });
});

describe('the recap', () => {
  test('is owed once, when the session is over and no undo is possible any more', () => {
    law([histories], (history) => {
      const told = toldOf(history);
      for (const { next, post, owed } of told) {
        const recap = post.find(({ kind }) => kind === 'recap');
        if (!recap) continue;
        expect(owed.has(keyOf(recap))).toBe(false);
        expect(next.status === 'collecting' ? next.recapReleased : next.status === 'closed').toBe(true);
      }
      const recaps = told.flatMap(({ post }) => kindsOf(post)).filter((kind) => kind === 'recap').length;
      const last = told.at(-1)?.next;
      const over =
        last &&
        ((last.status === 'collecting' && last.recapReleased) ||
          (last.status === 'closed' && last.run && last.reason !== 'broken-off'));
      expect(recaps).toBe(over ? 1 : 0);
    });
  });

  test('of a session that was stopped waits for the undo', () => {
    const stopped = having(undisturbedAt(at('10:05')), { type: 'stop', now: at('10:05') });
    expect(kindsOf(announced(stopped, tick(at('10:05:14.999'))).post)).toEqual([]);
    expect(announced(stopped, tick(at('10:05:15'))).post).toEqual([
      { kind: 'recap', recipient: 'channel', run: 0, dueAt: at('10:05:15'), after: 'card' },
    ]);
  });

  test('is owed late rather than never, when nothing ran until late answers were closed', () => {
    const { post } = announced(undisturbedAt(at('10:14')), tick(at('10:30', 1)));
    expect(post).toEqual([
      { kind: 'recap', recipient: 'channel', run: 0, dueAt: at('10:30', 1), after: 'card' },
    ]);
  });
});

describe('an undisturbed session', () => {
  /** Ten minutes before the start until late answers close, each step in its time. */
  const told = (() => {
    const steps: (Announcement & { now: Date })[] = [];
    let session = having(buildSession(), sixAreIn(at('9:40')));
    for (let due = nextDue(session); due; due = nextDue(session)) {
      steps.push({ ...announced(session, tick(due.at)), now: due.at });
      session = having(session, tick(due.at));
    }
    return steps;
  })();

  test('owes its messages in their time (flow 3.2)', () => {
    expect(told.flatMap(({ now, post }) => post.map(({ kind }) => [kind, now]))).toEqual([
      ['card', at('9:50')],
      ['desk', at('9:50')],
      ['prompt-1', at('10:00')],
      ['prompt-2', at('10:03')],
      ['prompt-3', at('10:09')],
      ['prompt-4', at('10:13')],
      ['recap', at('10:15')],
    ]);
  });

  test('edits what everybody sees at most nine times', () => {
    const edits = told.flatMap(({ now, outdate }) =>
      outdate
        .filter(({ kind, urgency }) => kind !== 'desk' && urgency === 'now')
        .map(({ kind }) => [kind, now]),
    );
    expect(edits).toEqual([
      ['card', at('10:00')],
      ['prompt-1', at('10:02')],
      ['card', at('10:03')],
      ['card', at('10:09')],
      ['prompt-3', at('10:12')],
      ['card', at('10:13')],
      ['card', at('10:15')],
      ['card', at('10:15', 1)],
    ]);
  });

  test('tells each who answered the check question when its answer opens', () => {
    expect(told.filter(({ checkNotes }) => checkNotes).map(({ now }) => now)).toEqual([at('10:12')]);
  });
});

describe('after an outage', () => {
  test('in mid-session only the running phase is announced', () => {
    const { post, withdraw } = announced(undisturbedAt(at('10:01')), tick(at('10:10')));
    expect(post).toEqual([
      { kind: 'prompt-3', recipient: 'channel', run: 0, dueAt: at('10:09'), after: 'card' },
    ]);
    expect(withdraw).toEqual([]);
  });

  test('over the start the card and the desk tell that it was missed, and nothing else is said', () => {
    const { post } = announced(having(buildSession(), sixAreIn(at('9:40'))), tick(at('10:06')));
    expect(kindsOf(post)).toEqual(['card', 'desk']);
  });

  test('a start a little late brings card, desk and the first prompt together', () => {
    const { post } = announced(having(buildSession(), sixAreIn(at('9:40'))), tick(at('10:02')));
    expect(post.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['card', at('9:50')],
      ['desk', at('9:50')],
      ['prompt-1', at('10:02')],
    ]);
  });
});

describe('the lead', () => {
  test('who starts long before the time gets everything at once', () => {
    const { post } = announced(having(buildSession(), sixAreIn(at('9:20'))), {
      type: 'start',
      now: at('9:30'),
    });
    expect(post.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['card', at('9:30')],
      ['desk', at('9:30')],
      ['prompt-1', at('9:30')],
    ]);
  });

  test('who takes over gets a desk of their own now, and the old one is out of date', () => {
    const { post, outdate } = announced(undisturbedAt(at('10:04')), {
      type: 'hand-over',
      leadId: ben,
      now: at('10:05'),
    });
    expect(post).toEqual([{ kind: 'desk', recipient: 'lead', run: 0, dueAt: at('10:05') }]);
    expect(outdate).toContainEqual({ kind: 'desk', urgency: 'now' });
  });

  test('who takes over before the desk is due gets it when it is', () => {
    const early = having(buildSession(), { type: 'hand-over', leadId: ben, now: at('9:00') });
    expect(announced(buildSession(), { type: 'hand-over', leadId: ben, now: at('9:00') }).post).toEqual([]);
    expect(kindsOf(announced(early, tick(at('9:50'))).post)).toEqual(['card', 'desk']);
  });

  test('who takes back *Next* has its prompt removed, and the next time it is a new one', () => {
    const moved = having(undisturbedAt(at('10:02')), { type: 'next', now: at('10:02:30') });
    const back = announced(moved, { type: 'undo', now: at('10:02:40') });
    expect(back.withdraw).toEqual([{ kind: 'prompt-2', run: 0 }]);
    expect(kindsOf(back.outdate)).toEqual(['desk', 'card']);
    const undone = having(moved, { type: 'undo', now: at('10:02:40') });
    expect(announced(undone, tick(at('10:03'))).post).toEqual([
      { kind: 'prompt-2', recipient: 'channel', run: 1, dueAt: at('10:03'), after: 'card' },
    ]);
  });

  test('who takes back *Next* after the time of the phase gets a new prompt for the old one', () => {
    const moved = having(undisturbedAt(at('10:02')), { type: 'next', now: at('10:02:55') });
    const { post, withdraw } = announced(moved, { type: 'undo', now: at('10:03:05') });
    expect(withdraw).toEqual([{ kind: 'prompt-2', run: 0 }]);
    expect(post.map((message) => [keyOf(message), message.dueAt])).toEqual([['prompt-2 1', at('10:03:05')]]);
  });

  test('who presses *Next* or *Stop* just after a change that nobody announced and takes it back has a prompt', () => {
    for (const type of ['next', 'stop'] as const) {
      const moved = having(undisturbedAt(at('10:02')), { type, now: at('10:03:00.2') });
      const { post } = announced(moved, { type: 'undo', now: at('10:03:05') });
      expect(post.map(keyOf)).toEqual(['prompt-2 0']);
    }
  });

  test('who asks for the rest in writing has every prompt that is left posted at once', () => {
    const now = at('10:05');
    const { post } = announced(undisturbedAt(now), {
      type: 'continue-in-writing',
      untilAt: at('10:00', 1),
      now,
    });
    expect(post).toEqual([
      { kind: 'prompt-3', recipient: 'channel', run: 0, dueAt: now, after: 'card' },
      { kind: 'prompt-4', recipient: 'channel', run: 0, dueAt: now, after: 'card' },
    ]);
  });

  test('who starts a missed session gets new prompts on the same card', () => {
    const missed = having(buildSession(), tick(at('10:06')));
    expect(announced(missed, { type: 'start', now: at('10:20') }).post).toEqual([
      { kind: 'prompt-1', recipient: 'channel', run: 1, dueAt: at('10:20'), after: 'card' },
    ]);
  });

  test('who adds a minute changes the prompt and the card', () => {
    const { outdate } = announced(undisturbedAt(at('10:04')), { type: 'extend', now: at('10:05') });
    expect(outdate).toEqual([
      { kind: 'desk', urgency: 'now' },
      { kind: 'card', urgency: 'now' },
      { kind: 'prompt-2', urgency: 'now' },
    ]);
  });
});

describe('what is changed before the start', () => {
  const shown = undisturbedAt(at('9:52'));
  const cancel = (now: Date): SessionCommand => ({ type: 'cancel', memberId: ana, now });
  const hold = (now: Date): SessionCommand => ({ type: 'hold', memberId: ana, now });
  const edits = [
    { kind: 'desk', urgency: 'now' },
    { kind: 'card', urgency: 'now' },
  ];

  test('is edited into the card and the desk that stand, and nothing is posted', () => {
    const held = having(shown, hold(at('9:53')));
    for (const [session, command] of [
      [shown, cancel(at('9:53'))],
      [shown, hold(at('9:53'))],
      [shown, { type: 'move', startsAt: at('10:00', 2), now: at('9:53') }],
      [held, { type: 'release', startsAt: at('10:00', 2), now: at('9:54') }],
      [held, cancel(at('9:54'))],
      [having(buildSession(), tick(at('10:06'))), cancel(at('10:10'))],
    ] satisfies [Session, SessionCommand][]) {
      expect(announced(session, command)).toEqual({
        post: [],
        outdate: edits,
        withdraw: [],
        checkNotes: false,
      });
    }
  });

  test('is nobody’s business without a card', () => {
    const early = having(buildSession(), tick(at('9:00')));
    for (const command of [cancel(at('9:01')), hold(at('9:01'))]) {
      expect(announced(early, command)).toEqual({ post: [], outdate: [], withdraw: [], checkNotes: false });
    }
  });
});

describe('counters', () => {
  const oneMore = (now: Date): SessionCommand => ({
    type: 'count-people',
    peopleIn: 7,
    everyoneAnswered: false,
    now,
  });

  test('wait their turn on the desk and, before the start, on the card', () => {
    expect(announced(undisturbedAt(at('9:52')), oneMore(at('9:53'))).outdate).toEqual([
      { kind: 'desk', urgency: 'desk-counter' },
      { kind: 'card', urgency: 'card-counter' },
    ]);
    expect(announced(undisturbedAt(at('10:01')), oneMore(at('10:01:10'))).outdate).toEqual([
      { kind: 'desk', urgency: 'desk-counter' },
    ]);
  });

  test('bring no edit of their own when the last one has answered, unless that moves the reveal', () => {
    const lastOne = (now: Date): SessionCommand => ({
      type: 'count-people',
      peopleIn: 6,
      everyoneAnswered: true,
      now,
    });
    expect(announced(undisturbedAt(at('10:04')), lastOne(at('10:05'))).outdate).toEqual([]);
    expect(announced(undisturbedAt(at('10:00')), lastOne(at('10:00:40'))).outdate).toEqual([
      { kind: 'desk', urgency: 'now' },
    ]);
  });

  test('are not forgotten when the desk changes in the same moment', () => {
    expect(announced(undisturbedAt(at('9:57')), oneMore(at('9:58'))).outdate).toEqual([
      { kind: 'desk', urgency: 'now' },
      { kind: 'card', urgency: 'card-counter' },
    ]);
  });

  test('are nobody’s business before there is a card', () => {
    expect(announced(buildSession(), sixAreIn(at('9:00'))).outdate).toEqual([]);
  });

  test('do not touch the card when it is out of date anyway', () => {
    const declined = announced(undisturbedAt(at('9:52')), { type: 'decline-lead', now: at('9:53') });
    expect(declined.outdate).toEqual([
      { kind: 'desk', urgency: 'now' },
      { kind: 'card', urgency: 'now' },
    ]);
    expect(
      having(undisturbedAt(at('9:52')), { type: 'hand-over', leadId: ana, now: at('9:53') }).lead.memberId,
    ).toBe(ana);
  });
});
