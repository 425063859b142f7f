import type { OwnData } from '../messages/own-data.ts';
import { messagesOfSeries, messagesThatShow } from '../messages/traces.ts';
import { later } from '../session/rules.ts';
import type { By, Context } from './context.ts';
import { countPeople } from './count-people.ts';
import { forgotten } from './forgotten.ts';
import type { StaleMessage } from './ports.ts';

/** So many messages are edited at once, the latest sessions first … */
const atOnce = 20;
/** … and the rest little by little, so that sessions that run now are not held up: half of Slack's 50 a minute. */
const batch = { size: 10, everyMs: 24_000 };

/**
 * Deletes everything that is stored about a member, and has every posted message edited that showed something of it.
 * @returns what is stored afterwards: nothing, or what still has to name them
 */
export const eraseOwnData = async (
  context: Context,
  { workspace, memberId }: Pick<By, 'workspace' | 'memberId'>,
): Promise<OwnData> => {
  const now = context.now();
  const left = await context.transaction(workspace, async (stores) => {
    const { ownData, ledger } = stores;
    const sessions = await ownData.tracesInSessions(memberId);
    const series = await ownData.tracesInSeries(memberId);
    await ownData.erase(memberId, { id: forgotten, name: context.texts.privacy.somebody, zone: 'UTC' });
    const stale: StaleMessage[] = [
      ...series.flatMap((id) =>
        messagesOfSeries.map((kind) => ({ subject: { kind: 'series', id }, kind }) as const),
      ),
      ...sessions.flatMap(({ id, status, shows }) =>
        messagesThatShow(shows, status).map((kind) => ({ subject: { kind: 'session', id }, kind }) as const),
      ),
    ].map((message) => ({ ...message, urgency: 'now' }));
    await ledger.outdate(stale.slice(0, atOnce), now);
    for (let from = atOnce; from < stale.length; from += batch.size) {
      const batchesBefore = (from - atOnce) / batch.size;
      const at = later(now, (batchesBefore + 1) * batch.everyMs);
      await ledger.outdate(stale.slice(from, from + batch.size), at);
    }
    // In the order of their ids, as two members may do this at once.
    const counted = sessions.filter(({ status, shows }) => status !== 'closed' && shows.includes('in'));
    for (const id of counted.map((one) => one.id).toSorted()) await countPeople(context, stores, id, now);
    return ownData.of(memberId);
  });
  context.nudge();
  return left;
};
