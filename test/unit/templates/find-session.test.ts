import { describe, expect, test } from '@jest/globals';
import { readTemplates } from '../../../src/read-templates.ts';
import { findReadySession, seriesOf } from '../../../src/templates/find-session.ts';

const templates = readTemplates('en');

describe('findReadySession', () => {
  test.each([
    ['its title', 'Spot the phish', 'spot-the-phish'],
    ['its id', 'spot-the-phish', 'spot-the-phish'],
    ['any case', 'SPOT the Phish', 'spot-the-phish'],
    ['quotes around it', '“Spot the phish”', 'spot-the-phish'],
    ['spaces too many', '  spot  the phish ', 'spot-the-phish'],
    ['a title without its punctuation', 'i clicked what now', 'i-clicked-what-now'],
    ['a title with other punctuation', "'I clicked: what now'", 'i-clicked-what-now'],
    ['an id whose words are not in the title', 'why-us', 'why-us'],
    ['its beginning', 'spot', 'spot-the-phish'],
    ['the longer beginning of one of two', 'myth or fact: ladders', 'myth-or-fact-ladders'],
    ['the longer beginning of the other', 'myth or fact mail', 'myth-or-fact-mail'],
    ['a title with quotes in it', '"Too expensive": three answers', 'too-expensive'],
    ['a title whose quotes are left out', 'Too expensive: three answers', 'too-expensive'],
    ['what it contains', 'phish', 'spot-the-phish'],
    ['the beginning of one, contained in another', 'what d', 'what-did-it-change'],
  ])('by %s: %s', (_what, words, id) => {
    expect(findReadySession(templates, words)?.id).toBe(id);
  });

  test.each([
    ['what several begin with', 'what'],
    ['what two begin with', 'myth or fact'],
    ['what several contain', 'mail'],
    ['what none contains', 'forklift'],
    ['no words', ''],
    ['punctuation only', '"?"'],
  ])('not by %s: "%s"', (_what, words) => {
    expect(findReadySession(templates, words)).toBeUndefined();
  });

  test.each(templates.sessions.map(({ id, title }): [string, string] => [title, id]))(
    'the title %s means one session, and so does its id',
    (title, id) => {
      for (const words of [title, title.toLowerCase(), title.replaceAll(/["“”]/g, ''), id]) {
        expect(findReadySession(templates, words)?.id).toBe(id);
      }
    },
  );

  test('a whole title wins over longer ones that begin with it', () => {
    const [phish, ...others] = templates.sessions.toSorted((one) => (one.id === 'spot-the-phish' ? -1 : 1));
    const longer = { ...phish!, id: 'again', title: 'Spot the phish again' };
    const found = findReadySession(
      { sessions: [longer, phish!, ...others], series: [], patterns: [] },
      'spot the phish',
    );
    expect(found?.id).toBe('spot-the-phish');
  });
});

describe('seriesOf', () => {
  test('is the series that names the session', () => {
    expect(seriesOf(templates, 'spot-the-phish')?.id).toBe('suspicious-mail');
  });

  test('is none for a session of no series', () => {
    expect(seriesOf(templates, 'myth-or-fact-ladders')).toBeUndefined();
  });
});
