import { describe, expect, test } from '@jest/globals';
import { tap, write } from '../../src/sandbox/demo/stage.ts';
import { reportOf } from '../support/delivery-report.ts';
import { planned, press, sessionIn } from '../support/session-in-channel.ts';
import { type AnyWorld, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';

const promptsIn = (world: AnyWorld) => sessionIn(world).firstWords();

/** A session with three people in, and a bot that lives until the last of `times`; then it is killed. */
const killedAt = async (world: AnyWorld, ...times: string[]) => {
  const bot = await world.addProcess();
  await planned(world, 'Ben', 'Caro', 'Dev');
  for (const time of times) await world.moveTo(day, time);
  await bot.kill();
};

/** A new process at that time. */
const startedAt = async (world: AnyWorld, time: string) => {
  await world.moveTo(day, time);
  const bot = await world.addProcess();
  await world.settled();
  return bot;
};

onEachPlatform(
  (world, platform) => {
    const moveTo = (time: string) => world().moveTo(day, time);
    const session = () => sessionIn(world());
    const prompts = () => promptsIn(world());

    describe('a bot that is killed in mid-session and started again', () => {
      test('goes on in the phase that runs, and does not announce those that were over', async () => {
        await killedAt(world(), '09:50', '10:00', '10:01');

        await startedAt(world(), '10:10');

        expect(prompts()).toEqual(['1', '3']);
        expect(session().prompt(3).plainText).toContain('3 · Feedback and discussion until 10:13');
        expect(session().card().plainText).toContain(
          'running until 10:15 · ● ● ● ○ Feedback and discussion until 10:13 · 3 are in',
        );
        await moveTo('10:13');
        await moveTo('10:15');
        expect(prompts()).toEqual(['1', '3', '4', 'Spot']);
      });

      test('posts nothing twice where it comes back within the phase', async () => {
        await killedAt(world(), '09:50', '10:00', '10:03', '10:04');

        await startedAt(world(), '10:05');

        expect(prompts()).toEqual(['1', '2']);
        expect(session().card().versions.at(-1)?.at.getTime()).toBeLessThan(
          Date.parse(`${day}T10:04:00+01:00`),
        );
      });

      test('has every answer that was confirmed before', async () => {
        const [ben] = people(world(), 'Ben');
        const bot = await world().addProcess();
        await planned(world(), 'Ben', 'Caro', 'Dev');
        for (const time of ['09:50', '10:00', '10:03']) await moveTo(time);
        await write(world(), ben, 'Write my list', 'One sign per line', 'hurry');
        await bot.kill();

        await startedAt(world(), '10:09');

        expect(session().prompt(3).plainText).toContain('Your list:\n• hurry');
      });

      test('takes presses again, and the person is told when nobody answers', async () => {
        const [ben] = people(world(), 'Ben');
        await killedAt(world(), '09:50', '10:00');
        await ben.click('4', { in: session().prompt(1) });
        expect(ben.errors).toEqual([
          platform === 'Teams'
            ? 'Unable to reach app. Please try again.'
            : "Microtraining didn't respond. Try again?",
        ]);

        await startedAt(world(), '10:01');
        await tap(world(), ben, '4', { in: session().prompt(1) });

        expect(ben.errors).toHaveLength(1);
      });

      test('writes the recap of a session whose end it missed', async () => {
        await killedAt(world(), '09:50', '10:00', '10:03', '10:09', '10:12');

        await startedAt(world(), '10:20');

        expect(prompts()).toEqual(['1', '2', '3', 'Spot']);
        expect(session().recap().plainText).toContain('Planned and actual: 3/3 · 6/6 · 4/4 · 2/2');
        expect(session().card().plainText).toContain('done 10:15');
      });
    });

    describe('a bot that is down over the start', () => {
      test('of two minutes starts the session late, with its full length', async () => {
        await killedAt(world(), '09:50', '09:55');

        await startedAt(world(), '10:02');

        expect(session().prompt(1).plainText).toContain('1 · Active start until 10:05');
        expect(session().card().plainText).toContain('running until 10:17');
        expect(session().prompt(1).mentions).toHaveLength(3);
      });

      test('of six minutes has missed it, says so once, and the lead starts it', async () => {
        const [ana] = people(world(), 'Ana');
        await killedAt(world(), '09:50');
        // Its first beat says that it was alive then.
        const last = await startedAt(world(), '09:55');
        await last.kill();

        await startedAt(world(), '10:06');

        const missed =
          'Spot the phish · did not start: I was not running between 09:55 and 10:06. Ana can start or move it.';
        expect(session().card().plainText).toBe(missed);
        expect(session().desk().plainText).toBe(`${missed}\n[Start now] [Move] [Drop it]`);
        expect(session().thread()).toEqual([]);
        const edits = session().card().edits;
        await moveTo('10:10');
        expect(session().card().edits).toBe(edits);

        await press(world(), ana, 'Start now', session().desk());
        expect(session().prompt(1).plainText).toContain('1 · Active start until 10:13');
        expect(session().card().plainText).toContain('running until 10:25');
      });

      test('of a whole day announces nothing of it but that it was missed', async () => {
        await killedAt(world(), '09:00');

        await world().moveTo('2026-12-02', '09:00');
        await world().addProcess();
        await world().settled();

        expect(session().card().plainText).toContain('did not start: I was not running between');
        expect(session().card().versions).toHaveLength(1);
        expect(session().thread()).toEqual([]);
      });
    });
  },
  { withBot: false },
);

describe('a bot that is killed in mid-session on Slack and started again', () => {
  const world = worldForEachTest({ withBot: false });

  test('finds a message of which nobody knew whether it was posted, and does not post it again', async () => {
    const { slack } = world();
    const bot = await world().addProcess();
    await planned(world(), 'Ben', 'Caro', 'Dev');
    for (const time of ['09:50', '10:00']) await world().moveTo(day, time);
    slack.faults.next('chat.postMessage', { kind: 'hang', when: 'after' });
    world().clock.moveTo(new Date(`${day}T10:03:00+01:00`));
    await slack.until(() => sessionIn(world()).findPrompt(2), { because: 'the second prompt is on its way' });
    await bot.kill();

    await startedAt(world(), '10:04');
    await slack.until(() => world().log.some(({ text }) => text === 'a doubtful message stands'));
    await world().settled();

    const { unknown, settling } = await reportOf(world());
    expect(unknown).toEqual([]);
    expect(settling.resends).toBe(0);
    expect(promptsIn(world())).toEqual(['1', '2']);
    await world().moveTo(day, '10:09');
    expect(promptsIn(world())).toEqual(['1', '2', '3']);
  });
});
