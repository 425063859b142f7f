import { describe, expect, test } from '@jest/globals';
import { openForm, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor, Post } from '../../src/sandbox/platform.ts';
import { planned, sessionIn } from '../support/session-in-channel.ts';
import { onEachPlatform } from '../support/world.ts';

const day = '2026-12-01';

onEachPlatform((world) => {
  const moveTo = (time: string) => world().moveTo(day, time);
  const at = (time: string) => Date.parse(`${day}T${time}+01:00`);

  /** So many people, all of them counted in. */
  const crowd = async (size: number): Promise<Actor[]> => {
    const { platform } = world();
    const people = Array.from({ length: size }, (_, index) => platform.addPerson(`Person ${index + 1}`));
    await planned(world());
    for (const person of people) await tap(world(), person, 'Count me in');
    await world().settled();
    return people;
  };

  /** Everybody does it, one after the other, spread over so many seconds after `time`. */
  const oneByOne = async (
    people: readonly Actor[],
    time: string,
    seconds: number,
    act: (person: Actor, index: number) => Promise<unknown>,
  ): Promise<void> => {
    for (const [index, person] of people.entries()) {
      world().clock.moveTo(new Date(at(time) + (index / people.length) * seconds * 1_000));
      // What is due by now is shown by now: on a slow machine it would else be shown when the clock has moved on.
      await world().settled();
      await act(person, index);
    }
    await world().settled();
  };

  /** What a message shows besides counts; when it was drawn, and the ids of that drawing, change with every edit. */
  const besidesCounts = (version: Post['versions'][number]): string =>
    JSON.stringify(version, (key, value) =>
      ['at', 'block_id', 'drawing'].includes(key) ? undefined : value,
    ).replaceAll(/\d+ of \d+/g, '');

  /** Each edit that changed nothing but how many have answered, at its instant. */
  const countingEdits = ({ versions }: Post): number[] =>
    versions.flatMap((version, index) => {
      const before = versions[index - 1];
      return before && besidesCounts(before) === besidesCounts(version) ? [version.at.getTime()] : [];
    });

  /** The most of these instants that lie within any minute. */
  const mostInAMinute = (instants: readonly number[]): number =>
    Math.max(
      ...instants.map((first) => instants.filter((one) => one >= first && one < first + 60_000).length),
    );

  describe('thirty people', () => {
    test('make no more edits than six would', async () => {
      const people = await crowd(30);
      await moveTo('09:50');
      await moveTo('10:00');
      const session = sessionIn(world());
      expect(session.prompt(1).mentions).toHaveLength(30);
      expect(session.prompt(1).broadcast).toBe(false);

      await oneByOne(people.slice(1), '10:00:05', 100, (person, index) =>
        tap(world(), person, String((index % 4) + 2), { in: session.prompt(1) }),
      );
      await moveTo('10:02');
      expect(session.prompt(1).plainText).toContain(
        '2 ▇▇▇▇▇▇▇▇ 8  3 ▇▇▇▇▇▇▇ 7  4 ▇▇▇▇▇▇▇ 7  5 ▇▇▇▇▇▇▇ 7  (29 answers)',
      );
      await moveTo('10:03');
      await oneByOne(people, '10:03:05', 280, (person, index) =>
        write(world(), person, 'Write my list', 'One sign per line', `sign ${index + 1}\nhurry`, {
          in: session.prompt(2),
        }),
      );
      await moveTo('10:08');
      await moveTo('10:09');
      expect(session.prompt(3).plainText).toContain(
        'Your 30 lists:\n• sign 1 · hurry\n• sign 2 · hurry\n• sign 3 · hurry\n• sign 4 · hurry\n+ 26 more',
      );
      await openForm(world(), people[0]!, 'Show all', { in: session.prompt(3) });
      expect(people[0]!.view?.text.split('\n')).toHaveLength(30);
      await oneByOne(people.slice(1), '10:09:05', 170, (person, index) =>
        tap(world(), person, index % 3 === 0 ? 'Scan the computer' : 'New password, call IT', {
          in: session.prompt(3),
        }),
      );
      await moveTo('10:12');
      await moveTo('10:13');
      await oneByOne(people, '10:13:05', 100, (person) =>
        tap(world(), person, 'call the sender', { in: session.prompt(4) }),
      );
      await moveTo('10:14:50');
      await moveTo('10:15');

      expect(session.recap().plainText).toContain('Spot the phish · 30 took part · 15 minutes');
      expect(session.recap().plainText).toContain('Check: 19 of 29 chose the right first step');
      expect(session.recap().plainText).toContain('Plans: 30 made one.');
      const publicEdits = [session.card(), ...session.thread()].reduce((sum, { edits }) => sum + edits, 0);
      expect(publicEdits).toBeLessThanOrEqual(20);
      const counting = countingEdits(session.desk());
      expect(counting.length).toBeGreaterThan(20);
      expect(mostInAMinute(counting)).toBeLessThanOrEqual(4);
      expect(session.thread()).toHaveLength(5);
    }, 300_000);

    test('signing up on the card at once change it at most five times', async () => {
      const { platform } = world();
      const people = Array.from({ length: 30 }, (_, index) => platform.addPerson(`Person ${index + 1}`));
      const session = await planned(world());
      await moveTo('09:50');

      await oneByOne(people, '09:50:05', 580, (person) =>
        tap(world(), person, "I'm in", { in: session.card() }),
      );

      expect(session.card().edits).toBeLessThanOrEqual(5);
      expect(session.card().edits).toBeGreaterThan(0);
      await moveTo('10:00');
      expect(session.card().plainText).toContain('30 are in');
    });

    test('answering ten at a time are all counted', async () => {
      const people = await crowd(30);
      await moveTo('09:50');
      await moveTo('10:00');
      const session = sessionIn(world());

      for (const tens of [0, 10, 20]) {
        const together = people.slice(tens, tens + 10);
        await Promise.all(together.map((person) => tap(world(), person, '4', { in: session.prompt(1) })));
      }
      await moveTo('10:01');

      expect(session.prompt(1).plainText).toContain('4 ▇▇▇▇▇▇▇▇▇▇ 30  (30 answers)');
    });
  });

  describe('more than thirty people', () => {
    test('are not called one by one: on Slack the start is shown in the channel', async () => {
      const isSlack = world().platform.name === 'slack';
      await crowd(31);
      await moveTo('09:50');
      await moveTo('10:00');

      const prompt = sessionIn(world()).prompt(1);
      expect(prompt.mentions).toEqual([]);
      expect(prompt.broadcast).toBe(isSlack);
      expect(prompt.plainText).toContain(
        isSlack
          ? 'So many are in that the start is shown in the channel instead of calling each.'
          : 'So many are in that nobody is called by name.',
      );
    });
  });
});
