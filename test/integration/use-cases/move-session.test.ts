import { expect, test } from '@jest/globals';
import { moveSession } from '../../../src/use-cases/move-session.ts';
import { type ChannelOnDatabase, channelForEachTest } from '../../support/channel-on-database.ts';

let channel: ChannelOnDatabase;
channelForEachTest((opened) => {
  channel = opened;
});

test('a press on "5 minutes later" that is told twice moves the session once', async () => {
  const series = await channel.plan({ kind: 'single', cadence: { kind: 'once' } });
  const [planned] = await channel.sessionsOf(series);
  const ana = channel.by('U-ANA');
  const later = () =>
    moveSession(channel.context, ana, planned!.facts.id, ({ session: { plan } }) => {
      return new Date(plan.startsAt.getTime() + 5 * 60_000);
    });

  await later();
  await expect(later()).rejects.toMatchObject({ code: 'repeated' });

  await expect(channel.coming(series)).resolves.toEqual(['Tue 1 Dec 10:05 Why us, why mail?']);
});
