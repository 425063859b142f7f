import { describe, expect, test } from '@jest/globals';
import { createCompose } from '../../../src/use-cases/compose-message.ts';
import type { Letter } from '../../../src/use-cases/delivery-ports.ts';
import {
  berlin,
  type ChannelOnDatabase,
  channelForEachTest,
  workspace,
} from '../../support/channel-on-database.ts';
import type { TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let channel: ChannelOnDatabase;

channelForEachTest((opened, itsDatabase) => {
  channel = opened;
  database = itsDatabase;
});

const at = (time: string) => berlin('2026-12-01', time);

/** A session of ten o'clock that the timer has left at that time, in its second phase; its card stands. */
const leftAt = async (time: string): Promise<Letter> => {
  const series = await channel.plan({ kind: 'single', cadence: { kind: 'once' } });
  const [stored] = await channel.sessionsOf(series);
  const id = stored!.facts.id;
  await channel.stores((stores) => stores.participants.set(id, 'U-BEN', true, at('09:00')));
  await database.pool.query(
    `update sessions set state = jsonb_set(state, '{peopleIn}', '1') where id = '${id}'`,
  );
  for (const instant of ['09:50', '10:00', time]) {
    channel.setNow(at(instant));
    await channel.sweep();
  }
  await database.pool.query(
    `update deliveries set state = 'posted', posted_at = $1, reference = '{"channel": "C", "ts": "1.1"}'
     where kind = 'card'`,
    [at('09:50')],
  );
  return { subject: { kind: 'session', id }, kind: 'prompt-2', recipient: '', run: 0 };
};

const composed = async (letter: Letter, now: Date, purpose: 'post' | 'edit') => {
  const composition = await createCompose(channel.context)(workspace, letter, now, purpose);
  return 'say' in composition ? 'said' : composition.nothing;
};

describe('a prompt that has not been posted yet', () => {
  test('is said as long as its phase runs', async () => {
    const letter = await leftAt('10:03');
    expect(await composed(letter, at('10:08'), 'post')).toBe('said');
  });

  test.each(['10:09', '10:20', '12:00'])(
    'is not said at %s, when its phase is over, although the timer has not come by',
    async (time) => {
      const letter = await leftAt('10:03');
      expect(await composed(letter, at(time), 'post')).toBe('superseded');
    },
  );

  test('that stands is edited all the same', async () => {
    const letter = await leftAt('10:03');
    expect(await composed(letter, at('10:20'), 'edit')).toBe('said');
  });
});

describe('what follows a card that does not stand', () => {
  const composition = async (kind: Letter['kind'], closedReason: string) => {
    const letter = await leftAt('10:03');
    await database.pool.query(
      `update deliveries set state = 'closed', closed_reason = $1, posted_at = null, reference = null
       where kind = 'card'`,
      [closedReason],
    );
    return createCompose(channel.context)(workspace, { ...letter, kind }, at('10:04'), 'post');
  };

  test('is said in the channel itself, with its title, where the card was given up', async () => {
    expect(await composition('prompt-2', 'unsettled')).toMatchObject({
      say: {
        push: expect.stringMatching(/^Why us, why mail\?: Exercise until 10:09/),
        blocks: expect.arrayContaining([{ kind: 'text', lines: [[{ strong: 'Why us, why mail?' }]] }]),
      },
      where: { to: 'channel' },
    });
  });

  test('is not said where the card was refused', async () => {
    expect(await composition('prompt-2', 'not_in_channel')).toEqual({ nothing: 'superseded' });
  });
});
