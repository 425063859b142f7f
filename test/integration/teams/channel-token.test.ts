import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalTeams, TokenKind } from '../../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../../src/sandbox/teams/local-teams.ts';
import { createTokenCheck, type TokenCheck } from '../../../src/teams/channel-token.ts';
import { appId, appPassword, settingsFor } from '../../support/bot-in-teams.ts';

let ms: number;
let teams: LocalTeams;
let check: TokenCheck;
const now = () => new Date(Date.UTC(2026, 11, 1) + ms);
const letPass = (seconds: number) => {
  ms += seconds * 1_000;
};
beforeEach(async () => {
  ms = 0;
  teams = await startLocalTeams({ now, machineNow: () => now().getTime(), appId, appPassword });
  check = createTokenCheck(settingsFor(teams), now);
});
afterEach(() => teams.stop());

const checked = async (kind: TokenKind) =>
  check(`Bearer ${await teams.mint(kind)}`, { channelId: 'msteams', serviceUrl: teams.serviceUrl });

describe('The check of who sends an activity', () => {
  test('lets nobody wait whose key is known, while a stranger has others be looked for', async () => {
    expect(await checked('right')).toBe('right');
    letPass(61);
    teams.faults.slow('openIdMetadata', 1_000);
    let isStrangerAnswered = false;
    const stranger = checked('unknown-key').finally(() => {
      isStrangerAnswered = true;
    });
    expect(await checked('right')).toBe('right');
    expect(isStrangerAnswered).toBe(false);
    expect(await stranger).toBe('wrong');
  });

  test('looks for keys anew after a day, and goes by the old ones where none can be had', async () => {
    expect(await checked('right')).toBe('right');
    letPass(25 * 3_600);
    teams.faults.next('openIdMetadata', { kind: '5xx', when: 'before' });
    expect(await checked('right')).toBe('right');
    letPass(61);
    expect(await checked('right')).toBe('right');
    expect(teams.traffic.filter(({ name }) => name === 'openIdMetadata')).toHaveLength(3);
  });
});
