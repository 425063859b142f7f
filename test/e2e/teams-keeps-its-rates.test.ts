import { expect, test } from '@jest/globals';
import { TEAMS_LIMITS } from '../../src/teams/limits.ts';
import { checkRun } from '../faults/check-run.ts';
import { channelOf, dueOf, peopleFor, personOf, planTalks } from '../faults/dense-plan.ts';
import { plantTalks } from '../faults/plant-talks.ts';
import { readSeen } from '../faults/read-seen.ts';
import { gatheredIn } from '../faults/swarm-teams.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) =>
  openTeamsWorld(database, {
    ...{ from: '2026-12-01T09:45:00+01:00', withBot: false },
    ...{ enforceRates: true, rates: TEAMS_LIMITS.rates.kept },
  }),
);

const minute = 60_000;
const pace = { phaseMs: 3 * minute, cardMs: 10 * minute, spreadMs: 0 };
/** Each posts and edits in the one channel at each step: more in a second than Teams takes. */
const talks = planTalks(5, new Date('2026-12-01T09:50:00+01:00'), pace, () => 0);

test('with the rates that Teams documents, no call of sessions at one instant is refused, and none of their messages is lost', async () => {
  const { teams, database, clock, moveTo, addBot } = world();
  const all = gatheredIn(teams);
  for (let number = 0; number < peopleFor(talks.length); number += 1) all.local.addPerson(personOf(number));
  all.addChannel(channelOf(0));
  await all.plantPlaces(database.pool);
  await plantTalks(database.pool, all, talks, pace);
  await addBot();

  const found = () => {
    const { local, workspace, chatWith } = all;
    const due = talks.flatMap((talk) => {
      const places = { workspace, channel: local.channel(talk.channel).id, desk: chatWith(talk.lead) };
      return dueOf(talk, pace, places, talk.startsAt);
    });
    const dueByNow = due.filter(({ dueAt }) => dueAt <= clock.now().getTime());
    return checkRun(dueByNow, readSeen(all), { doubtMs: 0, latestMs: 0 });
  };
  for (const time of ['09:50', '10:00', '10:03']) {
    await moveTo('2026-12-01', time);
    // Settled is also who waits for a permit: three calls in two seconds are what a conversation is asked for.
    await teams.until(() => found().missed.length === 0);
  }

  expect(found()).toMatchObject({ posts: 20, missed: [], doubled: [], extra: [], early: [], outOfOrder: [] });
  const refused = teams.traffic.filter(({ status }) => status === 429);
  expect(refused.map(({ name }) => name)).toEqual([]);
});
