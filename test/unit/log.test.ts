import { describe, expect, test } from '@jest/globals';
import { createLog, scrubbed } from '../../src/log.ts';

/** What a log has written, line by line. */
const written = (write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  write(createLog('debug', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
};

describe('the log', () => {
  test('takes ids, codes and figures', () => {
    const fields = {
      workspace: 'slack:T1',
      tenant: '3d8b5f0e-6c2a-4f4e-9a0b-2a7d5c1e9b10',
      session: 's1',
      code: 'ECONNREFUSED',
      attempt: 2,
      scopes: ['a', 'b'],
    };
    expect(written((log) => log.warn(fields, 'words'))).toEqual([
      { level: 40, time: expect.any(Number), ...fields, msg: 'words' },
    ]);
  });

  test('withholds whatever has another name, and says so', () => {
    const [line] = written((log) =>
      log.error({ code: 'x', title: 'canary', answer: { text: 'canary' } }, 'words'),
    );
    expect(line).toMatchObject({ code: 'x', withheld: ['title', 'answer'] });
    expect(JSON.stringify(line)).not.toContain('canary');
  });

  test('withholds objects under any name: faults and rows hold words', () => {
    const [line] = written((log) =>
      log.error({ fault: new Error('canary'), code: { text: 'canary' } }, 'words'),
    );
    expect(line).toMatchObject({ withheld: ['fault', 'code'] });
    expect(JSON.stringify(line)).not.toContain('canary');
  });

  test('lets no secret through, wherever it stands', () => {
    const [line] = written((log) => log.error({ code: 'xoxb-1-canary' }, 'at postgres://bot:canary@db/x'));
    expect(line).toMatchObject({ code: '[token]', msg: 'at postgres://[login]@db/x' });
  });
});

describe('a text is scrubbed of', () => {
  test.each([
    ['xoxb-123-456-abcDEF', '[token]'],
    ['xoxp-1', '[token]'],
    ['xoxe.xoxb-1-abc', '[token]'],
    ['xoxe-1-abc', '[token]'],
    ['xapp-1-A1-2-abc', '[token]'],
    ['(xoxb-1-a), "xapp-1-b"', '([token]), "[token]"'],
    ['postgres://bot:secret@db:5432/x', 'postgres://[login]@db:5432/x'],
    ['postgresql://bot:p@ss/word@db/x', 'postgresql://[login]@db/x'],
    ['"eyJhbGciOiJS.eyJhdWQiOiJ4.s1-g_n"', '"[token]"'],
    ['authorization: Bearer opaque-token-0123456789==', 'authorization: Bearer [token]'],
    ['client_id=x&client_secret=a~b.c&scope=y', 'client_id=x&client_secret=[secret]&scope=y'],
    ['{"client_secret":"a~b.c"}', '{"client_secret":"[secret]"}'],
  ])('%s', (text, expected) => {
    expect(scrubbed(text)).toBe(expected);
  });

  test.each(['postgres://db/x', 'a box-office', 'xoxo', 'ana@example.com', 'eyJ.x', 'the bearer of it'])(
    'nothing in %s',
    (text) => {
      expect(scrubbed(text)).toBe(text);
    },
  );
});
