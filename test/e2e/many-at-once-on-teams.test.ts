import { describe, expect } from '@jest/globals';
import { readDeliveryReport } from '../../src/postgres/report.ts';
import type { Answer } from '../faults/check-answers.ts';
import { checkAnswers } from '../faults/check-answers.ts';
import { checkRun } from '../faults/check-run.ts';
import { dueOf, type Talk } from '../faults/dense-plan.ts';
import { isSaved } from '../faults/people-answer.ts';
import { plantTalks } from '../faults/plant-talks.ts';
import { readSeen } from '../faults/read-seen.ts';
import { readAnswers } from '../faults/read-stored.ts';
import { gatheredIn } from '../faults/swarm-teams.ts';
import { testOnServer } from '../support/database.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) =>
  openTeamsWorld(database, { from: '2026-12-01T09:45:00+01:00', withBot: false }),
);

const minute = 60_000;
const phaseMs = 3 * minute;
const cardMs = 10 * minute;
const at = (time: string) => new Date(`2026-12-01T${time}+01:00`);

const channels = 400;
const peopleEach = 10;

/** @param from the number of the first */
const talksFrom = (from: number, count: number, startsAt: Date): Talk[] =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const people = Array.from(
      { length: peopleEach },
      (__, place) => `Person ${(index % 50) * peopleEach + place}`,
    );
    return {
      title: `Talk ${number}`,
      id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
      channel: `talks-${number % channels}`,
      lead: people[number % peopleEach]!,
      people,
      startsAt,
    };
  });

/** Ask all of their ten people at ten o'clock. */
const asking = talksFrom(0, 50, at('10:00:00'));
/** A card and a desk of each fall due while they answer. */
const coming = talksFrom(asking.length, 800, at('10:10:30'));
/** Too soon for the answers to open because all are there. */
const burstAt = at('10:00:30');

const gathered = async () => {
  const { teams, database } = world();
  const all = gatheredIn(teams);
  for (let number = 0; number < asking.length * peopleEach; number += 1)
    all.local.addPerson(`Person ${number}`);
  for (let number = 0; number < channels; number += 1) all.addChannel(`talks-${number}`);
  await all.plantPlaces(database.pool);
  await Promise.all([world().addProcess(), world().addProcess()]);
  await plantTalks(database.pool, all, [...asking, ...coming], { phaseMs, cardMs, spreadMs: 0 });
  return all;
};

type Gathered = Awaited<ReturnType<typeof gathered>>;

/** Somebody presses the answer of their number, as often as it takes. @returns what they were told each time */
const answering = ({ local, choicesIn, memberOf }: Gathered, { id, title, channel, people }: Talk) => {
  const { messages } = local.channel(channel);
  const card = messages.find(({ firstPush }) => firstPush.startsWith(`${title} `))!;
  const prompt = messages.find(({ threadId }) => threadId === card.id)!;
  return people.map((person, number) => {
    const choice = () => {
      const all = choicesIn(prompt, channel, person);
      return all[number % all.length]!;
    };
    const { question, value } = choice();
    const given: Answer = { session: id, member: memberOf(person), question, value };
    const press = async (): Promise<'saved' | 'told otherwise' | 'silence'> => {
      const { errors } = local.person(person);
      const complaints = errors.length;
      const told: string[] = [];
      const { label, press: pressed } = choice();
      const isConfirmed = await pressed((text) => {
        if (text !== '') told.push(text);
        return isSaved(text, label);
      });
      if (isConfirmed) return 'saved';
      return told.length > 0 || local.person(person).errors.length > complaints
        ? 'told otherwise'
        : 'silence';
    };
    return { given, press };
  });
};

/** What should stand by then of a talk. */
const dueBy =
  (now: Date, { local, workspace, chatWith }: Gathered) =>
  (talk: Talk) => {
    const places = { workspace, channel: local.channel(talk.channel).id, desk: chatWith(talk.lead) };
    const due = dueOf(talk, { phaseMs, cardMs, spreadMs: 0 }, places, talk.startsAt);
    return due.filter(({ dueAt }) => dueAt <= now.getTime());
  };

describe('two processes (on a server: TEST_DATABASE_URL)', () => {
  testOnServer(
    'post 1,600 messages that fall due at once, take 500 answers in the same moment, and lose none',
    async () => {
      const all = await gathered();
      await world().moveTo('2026-12-01', '09:50');
      await world().moveTo('2026-12-01', '10:00');
      let waiting = asking.flatMap((talk) => answering(all, talk));
      expect(waiting).toHaveLength(500);

      world().clock.moveTo(burstAt);
      const first = await Promise.all(waiting.map(({ press }) => press()));
      expect(first.filter((outcome) => outcome === 'silence')).toEqual([]);
      await world().settled();

      // Who was told that it is not saved presses again.
      const given = waiting.map((one) => one.given);
      waiting = waiting.filter((_, index) => first[index] !== 'saved');
      for (const { press } of waiting) expect(await press()).toBe('saved');
      const stored = await readAnswers(world().database.pool);
      expect(stored).toHaveLength(given.length);
      expect(
        checkAnswers(
          given.map((one) => ({ ...one, confirmed: true })),
          stored,
        ),
      ).toEqual({
        ...{ confirmed: given.length, lost: [], extra: [] },
      });

      await world().settled();
      const report = await readDeliveryReport(world().database.pool, burstAt);
      expect(report).toMatchObject({ due: 0, unknown: [], setAside: [] });
      const due = [...asking, ...coming].flatMap(dueBy(burstAt, all));
      expect(due.filter(({ dueAt }) => dueAt === burstAt.getTime())).toHaveLength(1_600);
      const nothing = { missed: [], doubled: [], extra: [], early: [], outOfOrder: [] };
      expect(checkRun(due, readSeen(all), { doubtMs: 0, latestMs: 0 })).toMatchObject({
        ...nothing,
        ...{ copyLifeMs: [], wrongChannel: [], wrongWorkspace: [] },
      });
    },
    120_000,
  );
});
