import { describe, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import { createDatabaseWatch } from '../../../src/postgres/database-watch.ts';

const refused = () =>
  new UnavailableError(Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' }));

const givenWatch = () => {
  const lines: [string, object, string][] = [];
  const write = (level: string) => (fields: object, text: string) => void lines.push([level, fields, text]);
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  return { watch: createDatabaseWatch(log), lines };
};

describe('the watch over the database', () => {
  test('says once that it is away, whoever meets it, and once that it is back', () => {
    const { watch, lines } = givenWatch();
    for (let met = 0; met < 3; met += 1) expect(watch.failed(refused())).toBe(true);
    watch.connectionBroke(new Error('reset'));
    for (let beats = 0; beats < 3; beats += 1) watch.answered();
    watch.failed(refused());
    expect(lines).toEqual([
      ['error', { code: 'ECONNREFUSED' }, 'the database cannot be asked; it is tried again'],
      ['info', {}, 'the database can be asked again'],
      ['error', { code: 'ECONNREFUSED' }, 'the database cannot be asked; it is tried again'],
    ]);
  });

  test('says once that connections break which nobody was using, and nothing when all is well', () => {
    const { watch, lines } = givenWatch();
    watch.answered();
    for (let broken = 0; broken < 10; broken += 1) watch.connectionBroke(new Error('reset'));
    watch.answered();
    expect(lines).toEqual([['warn', { code: 'Error' }, 'a database connection broke']]);
  });

  test('leaves any other fault to whoever met it', () => {
    const { watch, lines } = givenWatch();
    expect(watch.failed(new TypeError('no'))).toBe(false);
    expect(lines).toEqual([]);
  });
});
