import { describe, expect, test } from '@jest/globals';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { tokenRefusalOf } from '../../../src/slack/classify-outcome.ts';
import { createTokenWatch } from '../../../src/use-cases/token-watch.ts';

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });

const given = () => {
  let ms = 0;
  const lines: string[] = [];
  const write = (level: string) => (fields: object, text: string) =>
    void lines.push(`${level} ${Object.values(fields).join()} ${text}`);
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  const watch = createTokenWatch(
    { name: 'Slack', refusalOf: tokenRefusalOf },
    { now: () => new Date(ms) },
    log,
  );
  let asked = 0;
  const pass = async (seconds: number) => {
    ms += seconds * 1_000;
    await watch.beat(async () => {
      asked += 1;
      throw new Error('nobody answers');
    });
    return asked;
  };
  return { watch, lines, pass };
};

describe('the watch over the token', () => {
  test('takes it for good at first, and until Slack refuses it', () => {
    const { watch } = given();
    expect(watch.refusal).toBeUndefined();
    watch.heard(refused('token_revoked'));
    expect(watch.refusal).toBe('token_revoked');
    watch.heard();
    expect(watch.refusal).toBeUndefined();
  });

  test('says once that it is refused and once that it is taken again', () => {
    const { watch, lines } = given();
    for (let call = 0; call < 5; call += 1) watch.heard(refused('invalid_auth'));
    for (let call = 0; call < 5; call += 1) watch.heard();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^error invalid_auth .*npm run doctor/);
    expect(lines[1]).toMatch(/^info/);
  });

  test.each([
    ['a refusal of something else', refused('channel_not_found')],
    ['a missing scope', refused('missing_scope')],
    ['a call too many', new WebAPIRateLimitedError(1)],
    ['a broken connection', new Error('words')],
  ])('learns nothing from %s', (_, fault) => {
    const { watch } = given();
    watch.heard(fault);
    expect(watch.refusal).toBeUndefined();
    watch.heard(refused('token_revoked'));
    watch.heard(fault);
    expect(watch.refusal).toBe('token_revoked');
  });

  test('asks by itself where nothing was heard for five minutes, and every half minute while it is refused', async () => {
    const { watch, pass } = given();
    expect(await pass(299)).toBe(0);
    watch.heard();
    expect(await pass(299)).toBe(0);
    expect(await pass(1)).toBe(1);
    expect(await pass(1)).toBe(1);
    watch.heard(refused('token_revoked'));
    expect(await pass(29)).toBe(1);
    expect(await pass(1)).toBe(2);
    expect(await pass(30)).toBe(3);
  });
});
