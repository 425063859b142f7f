import type { Colleagues } from './colleagues.ts';

/** The colleagues of several platforms under one switch; people have other ids on each. */
export const joinedColleagues = (groups: readonly Colleagues[]): Colleagues => ({
  get on() {
    return groups.some(({ on }) => on);
  },
  get playing() {
    return groups.flatMap(({ playing }) => playing);
  },
  turn: (on) => {
    for (const group of groups) group.turn(on);
  },
  takeOver: (personId) => {
    for (const group of groups) group.takeOver(personId);
  },
  release: (personId) => {
    for (const group of groups) group.release(personId);
  },
  nextAt: () =>
    groups
      .flatMap((group) => group.nextAt() ?? [])
      .sort((a, b) => a.getTime() - b.getTime())
      .at(0),
  idle: async () => {
    await Promise.all(groups.map((group) => group.idle()));
  },
  stop: () => {
    for (const group of groups) group.stop();
  },
});
