import { describe, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/errors.ts';
import { databaseFault } from '../../../src/postgres/database-fault.ts';
import { adviceFor } from '../../../src/use-cases/advice.ts';

const withCode = (code: string) => Object.assign(new Error('words'), { code });

describe('what is wrong with the database is told by', () => {
  test.each([
    ['28P01', 'login-refused'],
    ['28000', 'login-refused'],
    ['3D000', 'no-such-database'],
    ['22023', 'no-such-role'],
    ['42501', 'not-permitted'],
    ['53300', 'too-many-connections'],
    ['57P03', 'not-now'],
    ['ENOTFOUND', 'host-not-found'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ETIMEDOUT', 'no-answer'],
  ])('the code %s', (code, expected) => {
    expect(databaseFault(withCode(code))).toBe(expected);
    expect(databaseFault(new UnavailableError(withCode(code)))).toBe(expected);
    expect(adviceFor('database', expected)).toBeDefined();
  });

  test.each([
    ['The server does not support SSL connections', 'no-tls'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'login-refused'],
    ['timeout exceeded when trying to connect', 'no-answer'],
    ['Connection terminated unexpectedly', 'no-answer'],
  ])('the driver’s own words: %s', (words, expected) => {
    expect(databaseFault(new Error(words))).toBe(expected);
    expect(adviceFor('database', expected)).toBeDefined();
  });

  test('nothing where the fault is ours', () => {
    expect(databaseFault(withCode('42P01'))).toBeUndefined();
    expect(databaseFault(new TypeError('timeout is not a function'))).toBeUndefined();
    expect(databaseFault('words')).toBeUndefined();
  });
});
