import { describe, expect, test } from '@jest/globals';
import { dueOf, lastDueAt, planTalks } from '../../faults/dense-plan.ts';

const pace = { phaseMs: 20_000, cardMs: 4_000, spreadMs: 10_000 };
const first = new Date('2026-12-01T09:00:00Z');
const msLater = (ms: number) => new Date(first.getTime() + ms);
const [talk, other] = planTalks(2, first, pace, () => 0.5) as [
  ReturnType<typeof planTalks>[number],
  ReturnType<typeof planTalks>[number],
];
const places = { workspace: 'T1', channel: 'C1', desk: 'D1' };

describe('what is due of a planned session', () => {
  test('is spread over the time that there is, and the same for the same numbers', () => {
    expect([talk.startsAt, other.startsAt]).toEqual([msLater(6_500), msLater(11_500)]);
    expect(planTalks(2, first, pace, () => 0.5)).toEqual([talk, other]);
    expect(lastDueAt([talk, other], pace)).toEqual(msLater(91_500));
  });

  test('is a desk, a card, four prompts and a recap, at their times', () => {
    const due = dueOf(talk, pace, places, talk.startsAt).map(({ kind, channel, dueAt, order }) => [
      kind,
      channel,
      dueAt - first.getTime(),
      order,
    ]);
    expect(due).toEqual([
      ['desk', 'D1', 2_500, undefined],
      ['card', 'C1', 2_500, 0],
      ['prompt-1', 'C1', 6_500, 1],
      ['prompt-2', 'C1', 26_500, 2],
      ['prompt-3', 'C1', 46_500, 3],
      ['prompt-4', 'C1', 66_500, 4],
      ['recap', 'C1', 86_500, 5],
    ]);
  });

  test('follows a late start, which is late itself', () => {
    const due = dueOf(talk, pace, places, new Date(talk.startsAt.getTime() + 3_000));
    const at = Object.fromEntries(due.map(({ kind, dueAt }) => [kind, dueAt - first.getTime()]));
    expect(at).toMatchObject({ 'prompt-1': 6_500, 'prompt-2': 29_500, recap: 89_500 });
  });
});
