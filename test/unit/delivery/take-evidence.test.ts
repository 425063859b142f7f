import { describe, expect, test } from '@jest/globals';
import { createTakeEvidence } from '../../../src/delivery/take-evidence.ts';
import { givenDispatcher } from '../../support/given-dispatcher.ts';

const given = async () => {
  const fake = givenDispatcher();
  const asked: string[] = [];
  let nudges = 0;
  const take = createTakeEvidence({
    store: {
      evidence: (workspace, key, ...rest) => {
        asked.push(key);
        return fake.store.evidence(workspace, key, ...rest);
      },
    },
    clocks: fake.clocks,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    onSettled: () => {
      nudges += 1;
    },
  });
  await fake.owe('card');
  const { workspace, id } = fake.rows[0]!;
  const copy = { reference: { ts: '1' }, postedAt: fake.clocks.session.now() };
  return { ...fake, asked, nudges: () => nudges, press: () => take(workspace, id, copy) };
};

describe('evidence', () => {
  test('settles a doubt, and what has waited for that is nudged', async () => {
    const { deliver, messenger, press, states, nudges } = await given();
    messenger.plan(() => ({ outcome: { kind: 'unknown', code: 'reset' }, accepts: true }));
    await deliver();
    await press();
    expect(states()).toEqual(['posted']);
    expect(nudges()).toBe(1);
  });

  test('of a posted message costs the ledger one question, however often it is pressed', async () => {
    const { deliver, press, asked, nudges } = await given();
    await deliver();
    for (let presses = 0; presses < 30; presses += 1) await press();
    expect(asked).toHaveLength(1);
    expect(nudges()).toBe(0);
  });
});
