import { describe, expect, test } from '@jest/globals';
import type { Block } from '../../../src/messages/message.ts';
import { createAddresses } from '../../../src/teams/addresses.ts';
import { governmentCloud, publicCloud } from '../../../src/teams/cloud.ts';
import { createInMemoryTeamsStore } from '../../support/in-memory-teams-store.ts';

const to = { conversation: '19:sales@thread.tacv2;messageid=1', activity: '2' };
const session = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
const blocks: Block[] = [
  { kind: 'actions', buttons: [{ label: 'Read the recap', does: { do: 'read-recap', session }, to }] },
];

describe('The address of a message', () => {
  test.each([
    ['https://teams.microsoft.com', publicCloud('t').webUrl],
    ['https://gov.teams.microsoft.us', governmentCloud('t').webUrl],
    ['https://dod.teams.microsoft.us', 'https://dod.teams.microsoft.us/'],
  ])('is one of its own cloud: %s', async (host, webUrl) => {
    const addresses = createAddresses(createInMemoryTeamsStore(), webUrl);
    const addressOf = await addresses('teams:t', { blocks });
    expect(addressOf(to)).toBe(`${host}/l/message/19%3Asales%40thread.tacv2/2?tenantId=t&parentMessageId=1`);
  });
});
