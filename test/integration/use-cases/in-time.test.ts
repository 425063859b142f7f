import { describe, expect, test } from '@jest/globals';
import { en } from '../../../src/texts/en.ts';
import { createInTime } from '../../../src/use-cases/in-time.ts';
import { once } from '../../../src/use-cases/once.ts';
import type { Stores } from '../../../src/use-cases/ports.ts';
import { type ChannelOnDatabase, channelForEachTest, workspace } from '../../support/channel-on-database.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
/** Longer than anything here takes. */
const withinMs = 60_000;

let channel: ChannelOnDatabase;
channelForEachTest((opened) => {
  channel = opened;
});

/** What somebody is told whose press begins with that and then fails. */
const told = async (first: (stores: Stores) => Promise<unknown>): Promise<string> => {
  const inTime = createInTime(channel.context, log, withinMs);
  const reaction = await inTime({}, async ({ transaction }) => {
    await transaction(workspace, first);
    throw new Error('what follows fails');
  });
  return JSON.stringify(reaction);
};

describe('a press that fails', () => {
  test('is said not to be saved where nothing of it was', async () => {
    expect(await told(({ settings }) => settings.get('C-SALES'))).toContain(en.notSaved);
  });

  test('is said to be saved perhaps where it was carried out before', async () => {
    expect(await told((stores) => once(channel.context, stores, channel.by('U-ANA')))).toContain(
      en.perhapsSaved,
    );
  });
});
