import { describe, expect, test } from '@jest/globals';
import { type ScreenState, screenOf, screenOn } from '../../../../src/sandbox/page/screen-state.ts';
import type { World } from '../../../../src/sandbox/page/store.ts';

const platform = (name: string, prefix: string) => ({
  platform: name,
  people: new Map(['ana', 'ben'].map((one) => [`${prefix}${one}`, { id: `${prefix}${one}`, name: one }])),
  places: new Map(
    [
      { id: `${prefix}sales`, name: 'team-sales' },
      { id: `${prefix}dm-ana`, name: '', dmWith: `${prefix}ana` },
      { id: `${prefix}dm-ben`, name: '', dmWith: `${prefix}ben` },
      ...(name === 'teams' ? [{ id: 'lunch', name: 'Lunch' }] : []),
    ].map((place) => [place.id, place]),
  ),
});
const world = { slack: platform('slack', 'U-'), teams: platform('teams', '29-') } as unknown as World;
const ben: ScreenState = { platform: 'slack', personId: 'U-ben', placeId: 'U-sales', rootId: '1.0' };

describe('a screen', () => {
  test('on the other platform shows the same person in the channel of the same name', () => {
    expect(screenOn(world, ben, 'teams')).toEqual({
      platform: 'teams',
      personId: '29-ben',
      placeId: '29-sales',
      rootId: undefined,
    });
  });
  test('goes from one chat with the bot to the other one', () => {
    expect(screenOn(world, { ...ben, placeId: 'U-dm-ben' }, 'teams').placeId).toBe('29-dm-ben');
  });
  test('goes from Home to the sample’s channel, from what the other one has not to the chat with the bot', () => {
    expect(screenOn(world, { ...ben, placeId: 'home' }, 'teams').placeId).toBe('29-sales');
    const lunch = { platform: 'teams', personId: '29-ben', placeId: 'lunch', rootId: undefined } as const;
    expect(screenOn(world, lunch, 'slack').placeId).toBe('U-dm-ben');
  });
  test('stays as it is on the same platform', () => {
    expect(screenOn(world, ben, 'slack')).toBe(ben);
  });
  test('of somebody else stays in the channel and its thread, and changes the chat with the bot', () => {
    expect(screenOf(world, ben, 'U-ana')).toEqual({ ...ben, personId: 'U-ana' });
    expect(screenOf(world, { ...ben, placeId: 'U-dm-ben', rootId: undefined }, 'U-ana').placeId).toBe(
      'U-dm-ana',
    );
  });
});
