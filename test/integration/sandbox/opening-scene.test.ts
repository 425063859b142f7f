import { expect, test } from '@jest/globals';
import { createDeliveryStore } from '../../../src/postgres/delivery-store.ts';
import { createDueStore } from '../../../src/postgres/due-store.ts';
import { readTemplates } from '../../../src/read-templates.ts';
import { createColleagues } from '../../../src/sandbox/colleagues/colleagues.ts';
import { playOpeningScene, sceneDays } from '../../../src/sandbox/opening-scene.ts';
import { createSessionTime } from '../../../src/sandbox/session-time.ts';
import { sessionIn } from '../../support/session-in-channel.ts';
import { type AnyWorld, onEachPlatform } from '../../support/world.ts';

const days = sceneDays(new Date('2026-12-01T08:00:00+01:00'));

/** The scene as the sandbox plays it: everybody but Ana and Ben answers by themselves. */
const playScene = async ({ platform, clock, settled, database }: AnyWorld) => {
  const names = platform.people.map(({ name }) => name);
  const colleagues = createColleagues({
    ...{ platform, clock, names },
    templates: readTemplates('en'),
    onChange: () => {},
  });
  for (const name of ['Ana', 'Ben']) colleagues.takeOver(platform.person(name).id);
  const due = createDueStore(database.pool);
  const deliveries = createDeliveryStore(database.pool);
  const allSettled = async () => {
    await settled();
    await colleagues.idle();
  };
  const time = createSessionTime({
    clock,
    follow: () => {},
    nextEventAt: due.nextSessionDueAt,
    nextOthersAt: async () => [(await deliveries.nextDueAt()).session, colleagues.nextAt()],
    settled: allSettled,
    onMove: () => {},
  });
  await playOpeningScene({ platform, time, colleagues, settled: allSettled }, days);
  return {
    time,
    stop: async () => {
      await time.stop();
      colleagues.stop();
    },
  };
};

onEachPlatform(
  (world) => {
    test('colleagues sign up, answer and write; Ana leads; the second session is about to begin', async () => {
      const scene = await playScene(world());
      try {
        const first = sessionIn(world(), 'Why us, why mail?');
        expect(first.recap().plainText).toMatch(/Why us, why mail\? · [345] took part · 15 minutes/);
        expect(first.recap().plainText).toContain('We keep ');
        expect(first.recap().plainText).toContain('In our words: "');
        expect(first.recap().plainText).toMatch(/Plans: [345] made one/);
        expect(first.prompt(3).plainText).toMatch(/Your [345] lists:/);
        expect(world().platform.channel('team-sales').messages[0]?.plainText).toMatch(/[345] are in$/);

        await scene.time.advanceToNext();
        expect(sessionIn(world()).card().plainText).toContain('Spot the phish · today 10:00–10:15 · 2 of 6');
        expect(world().platform.people.flatMap(({ errors }) => errors)).toEqual([]);
      } finally {
        await scene.stop();
      }
    });
  },
  { from: days.planned.toISOString() },
);
