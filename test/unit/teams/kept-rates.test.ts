import { expect, test } from '@jest/globals';
import { TEAMS_LIMITS } from '../../../src/teams/limits.ts';

const { kept, perConversation, perTenant } = TEAMS_LIMITS.rates;
type Budget = { burst: number; perSecond: number };
/** What a budget lets through at most within some seconds. */
const most = ({ burst, perSecond }: Budget, seconds: number) => Math.floor(burst + perSecond * seconds);

test.each(perConversation)(
  'Within $seconds s no more than $count calls go to a conversation',
  ({ count, seconds }) => {
    const through = Math.min(most(kept.conversation, seconds), most(kept.conversationForLong, seconds));
    expect(through).toBeLessThan(count);
  },
);

test('No more calls go to a tenant in a second than Teams allows', () => {
  expect(most(kept.tenant, 1)).toBeLessThan(perTenant.perSecond);
});
