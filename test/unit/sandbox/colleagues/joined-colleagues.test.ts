import { expect, test } from '@jest/globals';
import type { Colleagues } from '../../../../src/sandbox/colleagues/colleagues.ts';
import { joinedColleagues } from '../../../../src/sandbox/colleagues/joined-colleagues.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 11, 1, 10, minute));

const group = (playing: string[], next: Date | undefined) => {
  const did: string[] = [];
  const colleagues: Colleagues = {
    on: playing.length > 0,
    playing,
    turn: (on) => void did.push(`turn ${on}`),
    takeOver: (id) => void did.push(`take over ${id}`),
    release: (id) => void did.push(`release ${id}`),
    nextAt: () => next,
    idle: async () => {},
    stop: () => void did.push('stop'),
  };
  return { colleagues, did };
};

test('two groups of colleagues are one to whoever switches them', () => {
  const slack = group(['U0FAY'], at(5));
  const teams = group(['29:fay'], at(3));
  const all = joinedColleagues([slack.colleagues, teams.colleagues]);
  expect({ on: all.on, playing: all.playing, next: all.nextAt() }).toEqual({
    on: true,
    playing: ['U0FAY', '29:fay'],
    next: at(3),
  });
  all.turn(false);
  all.takeOver('29:fay');
  all.release('29:fay');
  all.stop();
  expect(slack.did).toEqual(['turn false', 'take over 29:fay', 'release 29:fay', 'stop']);
  expect(teams.did).toEqual(slack.did);
});

test('where nobody has anything to do there is no next instant', () => {
  expect(joinedColleagues([group([], undefined).colleagues]).nextAt()).toBeUndefined();
});
