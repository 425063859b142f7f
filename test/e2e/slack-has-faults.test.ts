import { describe, expect, test } from '@jest/globals';
import { plan } from '../../src/sandbox/demo/stage.ts';
import type { TrafficEntry } from '../../src/sandbox/slack/control.ts';
import { reportOf } from '../support/delivery-report.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import { people, worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';
const world = worldForEachTest({ mayLogErrors: true });

const moveTo = (time: string) => world().moveTo(day, time);
const calls = (method: string): TrafficEntry[] =>
  world().slack.traffic.filter(({ kind, name }) => kind === 'call' && name === method);
const report = () => reportOf(world());
const prompts = () => sessionIn(world()).firstWords();

describe('a post', () => {
  test('that Slack puts off is made again when Slack says so, once', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });

    await moveTo('10:03');
    await world().slack.until(() => prompts().length === 2, { because: 'the prompt is posted in the end' });
    await world().settled();

    const [refused, made] = calls('chat.postMessage').slice(-2) as [TrafficEntry, TrafficEntry];
    expect(refused.status).toBe(429);
    expect(made.machineAt - refused.machineAt).toBeGreaterThanOrEqual(1_000);
    expect(prompts()).toEqual(['1', '2']);
    expect(session.card().plainText).toContain('● ● ○ ○');
    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
  });

  test('that Slack never answers is given up after 2.5 seconds and holds up nobody else', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);
    await plan(world(), ben, { channel: 'random' });
    await ana.click('Count me in', { in: 'team-sales' });
    await ana.click('Count me in', { in: 'random' });
    await moveTo('09:50');
    const sales = world().slack.channel('team-sales').id;
    world().slack.faults.next(
      'chat.postMessage',
      { kind: 'hang', when: 'before' },
      1,
      ({ channel }) => channel === sales,
    );

    const before = calls('chat.postMessage').length;
    const began = performance.now();
    world().clock.moveTo(new Date(`${day}T10:00:00+01:00`));
    await world().slack.until(() => sessionIn(world(), 'Spot the phish', 'random').findPrompt(1));
    await world().settled();
    const givenUpMs = performance.now() - began;

    const begun = calls('chat.postMessage').slice(before);
    expect(begun.map(({ status }) => status).sort()).toEqual([0, 200]);
    // By when they began: how long a call takes is the machine's affair.
    expect(Math.abs(begun[0]!.machineAt - begun[1]!.machineAt)).toBeLessThan(2_400);
    expect(givenUpMs).toBeGreaterThanOrEqual(2_400);
    expect((await report()).unknown).toMatchObject([{ kind: 'prompt-1' }]);
    await moveTo('10:03');
    expect(prompts()).toEqual(['2']);
  });

  test('that Slack refuses for good is reported with its reason, and the session goes on', async () => {
    await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.postMessage', {
      kind: 'error',
      when: 'before',
      code: 'restricted_action',
    });

    await moveTo('10:03');

    expect((await report()).refused).toMatchObject([{ kind: 'prompt-2', reason: 'restricted_action' }]);
    expect(await report()).toMatchObject({ setAside: [], running: [{ status: 'running' }] });
  });

  test('does not wait behind edits, however slow those are', async () => {
    const [ana] = people(world(), 'Ana');
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    const release = world().slack.faults.hold('chat.update');

    const { tookMs } = await withStandstill(async () => {
      await ana.click('+1 min', { in: session.desk() });
      world().clock.moveTo(new Date(`${day}T10:04:00+01:00`));
      await world().slack.until(() => session.findPrompt(2));
    });

    // The bot gives an edit up after 2.5 s.
    expect(tookMs).toBeLessThan(2_400);
    release();
    await world().settled();
    expect(session.card().plainText).toContain('● ● ○ ○ Exercise until 10:10');
  });
});

describe('an edit', () => {
  test.each([
    ['answers with an error', { kind: '5xx', when: 'before' }],
    ['loses the answer', { kind: 'reset', when: 'after' }],
    ['puts it off', { kind: '429', retryAfter: 1 }],
  ] as const)('is made again where Slack %s', async (_, fault) => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.faults.next('chat.update', fault, 2);

    await moveTo('10:03');
    await world().slack.until(() => session.card().plainText.includes('● ● ○ ○ Exercise until 10:09'));
    await world().slack.until(() => session.desk().plainText.includes('2 · Exercise until 10:09'));
    await world().settled();

    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
  });
});

describe('somebody who asks for something', () => {
  test('is told when Slack does not say what the bot needs to know', async () => {
    const [ana] = people(world(), 'Ana');
    world().slack.faults.next('conversations.info', { kind: '5xx', when: 'before' });

    const { text } = await ana.command('team-sales', 'schedule');

    expect(text).toBe('Not saved: something went wrong on my side. Press again.');
  });
});
