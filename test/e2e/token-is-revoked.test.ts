import { describe, expect, test } from '@jest/globals';
import { askHealth } from '../support/ask-health.ts';
import { reportOf } from '../support/delivery-report.ts';
import { begun, sessionIn } from '../support/session-in-channel.ts';
import { worldForEachTest } from '../support/world.ts';

const day = '2026-12-01';
const world = worldForEachTest({ withBot: false, mayLogErrors: true });

const prompts = () => sessionIn(world()).firstWords();
const report = () => reportOf(world());
const errors = () => world().log.filter(({ level }) => level === 'error');
const refusals = () => world().slack.traffic.filter(({ error }) => error === 'token_revoked').length;

const revoke = () =>
  world().slack.faults.always('*', { kind: 'error', when: 'before', code: 'token_revoked' });
const giveBack = () => world().slack.faults.clear();
const at = (time: string) => world().clock.moveTo(new Date(`${day}T${time}:00+01:00`));

describe('a token that is revoked in mid-session', () => {
  test('and given back: the phase that runs is announced, nothing is lost and nothing replayed', async () => {
    const { port } = await world().addBot();
    const session = await begun(world(), 'Ben', 'Caro');
    expect(prompts()).toEqual(['1']);

    revoke();
    at('10:03');
    await world().slack.until(() => refusals() >= 3, { because: 'the bot tries again' });
    expect(await askHealth(port, '/readyz')).toMatchObject({
      status: 503,
      body: { checks: { slack: 'token_revoked' } },
    });
    expect(errors()).toEqual([
      expect.objectContaining({
        fields: { code: 'token_revoked' },
        text: expect.stringContaining('refuses the token'),
      }),
    ]);
    expect(await report()).toMatchObject({ unknown: [], refused: [] });

    at('10:09');
    giveBack();
    await world().slack.until(() => prompts().length === 2, { because: 'the running phase is announced' });
    await world().settled();

    expect(prompts()).toEqual(['1', '3']);
    expect(await askHealth(port, '/readyz')).toMatchObject({ status: 200 });
    await world().moveTo(day, '10:13');
    await world().moveTo(day, '10:15');
    expect(prompts().slice(0, 3)).toEqual(['1', '3', '4']);
    expect(session.findRecap()).toBeDefined();
    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [], setAside: [] });
    expect(errors()).toHaveLength(1);
  });

  test('and given back within the phase: it is announced then, once', async () => {
    await world().addBot();
    await begun(world(), 'Ben', 'Caro');

    revoke();
    at('10:03');
    await world().slack.until(() => refusals() >= 2);
    giveBack();
    await world().slack.until(() => prompts().length === 2);
    await world().settled();

    expect(prompts()).toEqual(['1', '2']);
    expect(await report()).toMatchObject({ due: 0, unknown: [], refused: [] });
  });
});

describe('a scope that is missing', () => {
  test('refuses one message with its reason, and the bot goes on', async () => {
    const { port } = await world().addBot();
    await begun(world(), 'Ben');
    world().slack.faults.next('chat.postMessage', { kind: 'error', when: 'before', code: 'missing_scope' });

    await world().moveTo(day, '10:03');

    expect((await report()).refused).toMatchObject([{ kind: 'prompt-2', reason: 'missing_scope' }]);
    expect(await askHealth(port, '/readyz')).toMatchObject({ status: 200 });
  });
});
