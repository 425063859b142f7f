import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { mentionsIn } from '../../src/sandbox/slack/mentions.ts';
import { check, type RenderedForSlack } from '../../src/slack/limits.ts';
import { visible } from '../../src/texts/visible.ts';
import { objectsIn } from '../support/accessibility/objects-in.ts';
import { marker, samples } from '../support/gallery/sample.ts';
import { galleryOnSlack, storedGallery } from '../support/gallery-on-slack.ts';

/** What is looked at or read out, without what only programs see and what stands in a box to be changed. */
const shownIn = ({ text, title, blocks }: RenderedForSlack): string[] => [
  text ?? '',
  title?.text ?? '',
  ...objectsIn(blocks).flatMap((object) =>
    ['text', 'fallback', 'user_id'].flatMap((name) =>
      typeof object[name] === 'string' ? [object[name] as string] : [],
    ),
  ),
];

const messages = galleryOnSlack.filter(({ rendered }) => rendered.surface === 'message');
/** Those that break a rule, by name: an empty list is what every test below wants. */
const breaking = (
  shown: readonly (typeof galleryOnSlack)[number][],
  breaks: (one: (typeof galleryOnSlack)[number]) => boolean,
): string[] =>
  shown.filter(breaks).map(({ entry }) => `${entry.sample.name} ${entry.subject}: ${entry.state}`);

describe('Everything that the bot says or asks on Slack', () => {
  test('is taken by Slack, whatever people wrote', () => {
    const violations = galleryOnSlack.flatMap(({ entry, rendered }) =>
      check(rendered).map(
        ({ path, rule }) => `${entry.sample.name} ${entry.subject}: ${entry.state} ${path} ${rule}`,
      ),
    );
    expect(violations).toEqual([]);
  });

  test('holds no text that nobody sees, or that turns other words around', () => {
    // But for the marks that keep words from right to left to themselves, each of them closed again.
    const isUnseen = (text: string) => {
      const seen = text.replaceAll(/\u2068([^\u2068\u2069]*)\u2069/g, '$1');
      return seen === '' || seen !== visible(seen);
    };
    expect(
      breaking(galleryOnSlack, ({ rendered }) =>
        objectsIn(rendered.blocks).some(({ text }) => typeof text === 'string' && isUnseen(text)),
      ),
    ).toEqual([]);
  });

  test('holds the words of people in rich text or plain text only', () => {
    // Where people wrote something, it begins with this mark.
    const quotes = galleryOnSlack.filter(({ rendered }) => JSON.stringify(rendered).includes(marker));
    expect(quotes.length).toBeGreaterThan(100);
    expect(
      breaking(quotes, ({ rendered }) =>
        objectsIn(rendered.blocks).some(
          ({ type, text }) => type === 'mrkdwn' && String(text).includes(marker),
        ),
      ),
    ).toEqual([]);
  });

  test('mentions nobody but those who are called', () => {
    expect(
      breaking(galleryOnSlack, ({ entry, rendered }) => {
        const { userIds, broadcasts } = mentionsIn(rendered.text ?? '', rendered.blocks, 'none');
        // A banner is read for mentions, too, where a client shows no blocks.
        const banner = mentionsIn(rendered.text ?? '', [], 'none');
        return (
          String(userIds) !== String(entry.calls) || [...broadcasts, ...banner.userIds, ...banner.broadcasts].length > 0
        );
      }),
    ).toEqual([]);
  });

  test('names no participant, except in the call and where one wanted to be named', () => {
    expect(
      breaking(galleryOnSlack, ({ entry: { sample, calls, names }, rendered }) => {
        const known = [...sample.people.filter((id) => !calls.includes(id)), ...(names.length > 0 ? [] : [sample.knownBy])];
        // The small sample's name is a letter; the worst ones' names begin like all that people wrote there.
        const looked = sample.name === 'typical' ? ['Ben', 'Caro', 'Dev', 'Fay', 'Gus', ...known] : known.filter((id) => id.startsWith('U0'));
        const shown = shownIn(rendered).join('\n');
        return looked.some((name) => !names.includes(name) && new RegExp(`\\b${name}\\b`).test(shown));
      }),
    ).toEqual([]);
  });
});

describe('A message on Slack', () => {
  test('holds nothing to type into', () => {
    const kinds = ['input', 'plain_text_input', 'static_select', 'users_select', 'datepicker', 'radio_buttons'];
    expect(
      breaking(messages, ({ rendered }) =>
        objectsIn(rendered.blocks).some(({ type }) => kinds.includes(String(type))),
      ),
    ).toEqual([]);
  });
});

describe('The stored gallery', () => {
  const folder = join(import.meta.dirname, 'slack');
  const rendered = storedGallery();

  test('holds every subject, and nothing else (npm run gallery stores it)', () => {
    const stored = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(folder.length + 1)}/${entry.name}`);
    expect(stored.toSorted()).toEqual([...rendered.keys()].toSorted());
  });

  test.each([...rendered.keys()])('shows what the bot says: %s', (name) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(rendered.get(name));
  });

  test('has every message with every sample', () => {
    const states = samples.map(({ name }) =>
      galleryOnSlack.filter(({ entry }) => entry.sample.name === name).length,
    );
    expect(Math.min(...states)).toBeGreaterThan(150);
  });
});
