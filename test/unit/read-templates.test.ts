import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readTemplates } from '../../src/read-templates.ts';

const shipped = new URL('../../src/templates/', import.meta.url);
const phish = readFileSync(new URL('ready/en/spot-the-phish.yaml', shipped), 'utf8');
const showMe = readFileSync(new URL('patterns/en/t03-show-me-how.yaml', shipped), 'utf8');
const seriesOfTwo =
  'id: two\ntitle: Two\naudience: reads mail\ndays: [2]\nsessions: [spot-the-phish, other]\n';

describe('readTemplates', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'templates-'));
    for (const kind of ['ready', 'patterns']) mkdirSync(join(folder, kind, 'en'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, text: string, kind = 'ready'): void =>
    writeFileSync(join(folder, kind, 'en', file), text);
  const readThem = () => readTemplates('en', pathToFileURL(`${folder}/`));

  test('reads what the product ships', () => {
    const { sessions, series, patterns } = readTemplates('en');
    expect(sessions.map(({ id }) => id)).toContain('spot-the-phish');
    expect(series.map(({ id }) => id)).toContain('suspicious-mail');
    expect(patterns.map(({ id }) => id)).toContain('t03-show-me-how');
  });

  test('reads sessions, series and patterns of a language, and no other files', () => {
    write('spot-the-phish.yaml', phish);
    write('other.yaml', phish.replace('id: spot-the-phish', 'id: other'));
    write('two.series.yaml', seriesOfTwo);
    write('t03-show-me-how.yaml', showMe, 'patterns');
    for (const kind of ['ready', 'patterns']) write('notes.txt', 'no template', kind);
    const { sessions, series, patterns } = readThem();
    expect(sessions.map(({ id }) => id)).toEqual(['other', 'spot-the-phish']);
    expect(series.map(({ id }) => id)).toEqual(['two']);
    expect(patterns.map(({ id }) => id)).toEqual(['t03-show-me-how']);
  });

  test.each([
    [
      'a missing field',
      'spot-the-phish.yaml',
      phish.replace(/^goal: .*\n/m, ''),
      /^spot-the-phish\.yaml: (.|\n)*goal/,
    ],
    ['text that is no YAML', 'spot-the-phish.yaml', 'id: [', /^spot-the-phish\.yaml: /],
    ['a name that is not its id', 'phish.yaml', phish, /^phish\.yaml: its id is "spot-the-phish"/],
    [
      'a series without its sessions',
      'two.series.yaml',
      seriesOfTwo,
      /^two\.series\.yaml: .*spot-the-phish, other/,
    ],
  ])('names the file with %s', (_fault, file, text, message) => {
    write(file, text);
    expect(readThem).toThrow(message);
  });

  test.each([
    [
      'a missing field',
      't03-show-me-how.yaml',
      showMe.replace(/^useWhen: .*\n/m, ''),
      /^t03-show-me-how\.yaml: (.|\n)*useWhen/,
    ],
    [
      'a gap that nobody asks for',
      't03-show-me-how.yaml',
      showMe.replace('Because {reason}.', 'Because {cause}.'),
      /^t03-show-me-how\.yaml: (.|\n)*\{cause\}(.|\n)*session\.feedback\.check\.reason/,
    ],
    ['text that is no YAML', 't03-show-me-how.yaml', 'id: [', /^t03-show-me-how\.yaml: /],
    ['a name that is not its id', 'show-me.yaml', showMe, /^show-me\.yaml: its id is "t03-show-me-how"/],
  ])('names the pattern with %s', (_fault, file, text, message) => {
    write(file, text, 'patterns');
    expect(readThem).toThrow(message);
  });

  test('knows no language without a folder', () => {
    expect(() => readTemplates('xx', pathToFileURL(`${folder}/`))).toThrow(/ENOENT/);
  });
});
