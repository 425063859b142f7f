import { expect, test } from '@jest/globals';
import { instantOf } from '../../../src/messages/session-forms.ts';

test('A date and time that somebody picked are those of the series’ zone', () => {
  expect(instantOf('2026-12-01T10:00', 'Europe/Berlin')).toEqual(new Date('2026-12-01T09:00:00Z'));
  expect(() => instantOf('', 'Europe/Berlin')).toThrow(RangeError);
});
