import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { decode } from '../../src/messages/interaction.ts';
import { cardSchema } from '../../src/teams/card-schema.ts';
import { bytesOf, check, TEAMS_LIMITS } from '../../src/teams/limits.ts';
import { readPressed } from '../../src/teams/read-interaction.ts';
import { visible } from '../../src/texts/visible.ts';
import { objectsIn } from '../support/accessibility/objects-in.ts';
import { answersOnTeams } from '../support/answers-on-teams.ts';
import { actionsOf, elementsOf, markdownIn, meaningful } from '../support/card-parts.ts';
import { marker, samples } from '../support/gallery/sample.ts';
import { galleryOnTeams, type OnTeams, readable, storedGallery } from '../support/gallery-on-teams.ts';
import { parseEvents } from '../support/parse-events.ts';

const everything = [...galleryOnTeams, ...answersOnTeams];
const messages = galleryOnTeams.filter(({ rendered }) => rendered.surface === 'message');
const dialogs = galleryOnTeams.filter(({ rendered }) => rendered.surface === 'dialog');
const named = ({ entry, state }: OnTeams): string => `${entry.sample.name} ${entry.subject}: ${state}`;
/** Those that break a rule, by name: an empty list is what every test below wants. */
const breaking = (shown: readonly OnTeams[], breaks: (one: OnTeams) => boolean): string[] =>
  shown.filter(breaks).map(named);
const read = 'text title tooltip value label placeholder errorMessage x speak fallbackText'.split(' ');
/** What is read of it, on the screen or aloud, without what stands in a box to be changed. */
const textsOf = ({ rendered: { card, summary = '', title = '' } }: OnTeams): string[] => [
  summary,
  title,
  ...objectsIn(card).flatMap((object) =>
    read
      .filter((name) => name !== 'value' || !('id' in object))
      .flatMap((name) => (typeof object[name] === 'string' ? [object[name] as string] : [])),
  ),
];

describe('Everything that the bot says or asks on Teams', () => {
  test('is taken by Teams, whatever people wrote', () => {
    const violations = everything.flatMap((one) =>
      check(one.rendered).map(({ path, rule }) => `${named(one)} ${path} ${rule}`),
    );
    expect(violations).toEqual([]);
  });

  test('is a card that Microsoft’s own parser has nothing to say about', () => {
    expect(
      everything.flatMap((one) => parseEvents(one.rendered.card).map((event) => `${named(one)} ${event}`)),
    ).toEqual([]);
  });

  test.each([
    ['an element that it does not know', { type: 'Text', text: 'words' }],
    ['a value that it does not know', { type: 'TextBlock', text: 'words', size: 'huge' }],
    ['a choice between nothing', { type: 'Input.ChoiceSet', id: 'one', label: 'one', choices: [] }],
    ['an input without a name', { type: 'Input.Text', label: 'one' }],
  ])('is parsed by one that finds %s', (_, element) => {
    expect(parseEvents({ type: 'AdaptiveCard', version: '1.5', body: [element] })).not.toEqual([]);
  });

  test('uses nothing of a card but what we know of it', () => {
    expect(breaking(everything, ({ rendered }) => !cardSchema.safeParse(rendered.card).success)).toEqual([]);
  });

  test('holds no text that nobody sees, or that turns other words around', () => {
    // But for the marks that keep words from right to left to themselves, each of them closed again.
    const isUnseen = (text: string) => {
      const seen = text.replaceAll(/\u2068([^\u2068\u2069]*)\u2069/g, '$1');
      return seen === '' || seen !== visible(seen);
    };
    expect(
      breaking(galleryOnTeams, ({ rendered }) =>
        objectsIn(rendered.card).some(({ text }) => typeof text === 'string' && isUnseen(text)),
      ),
    ).toEqual([]);
  });

  test('holds the words of people as text, or escaped', () => {
    // Where people wrote something, it begins with this mark; what follows it in the worst samples is full of markup.
    const blocks = galleryOnTeams
      .filter(({ entry }) => entry.sample.name === 'hostile')
      .flatMap(({ rendered }) => markdownIn(rendered.card))
      .filter((markdown) => markdown.includes(marker));
    expect(blocks.length).toBeGreaterThan(100);
    // What is our own: mentions, strong words, times, and the link to the call.
    const own = /<\/?at>|\*\*|\{\{TIME\([^()]*\)\}\}|\[The call\]\(https:\/\/meet\.example\.com[^)]*\)/g;
    const left = blocks.map((markdown) => meaningful(markdown).replaceAll(own, ''));
    expect(left.filter((markdown) => /[<>[\]`*~&]|:\/\/|@/.test(markdown))).toEqual([]);
  });

  test('leads nowhere but where our own code made the way', () => {
    const urls = galleryOnTeams.flatMap(({ rendered }) =>
      objectsIn(rendered.card).flatMap(({ url }) => (url ? [String(url)] : [])),
    );
    expect(urls.length).toBeGreaterThan(20);
    expect(
      urls.filter((url) => !/^https:\/\/(teams\.microsoft\.com\/l\/message|meet\.example\.com)\//.test(url)),
    ).toEqual([]);
  });

  test('mentions nobody but those who are called', () => {
    expect(
      breaking(galleryOnTeams, ({ entry, rendered }) => {
        const called = rendered.card.msteams.entities?.map(({ mentioned }) => mentioned.id) ?? [];
        return String(called) !== String(entry.calls);
      }),
    ).toEqual([]);
    const outside = galleryOnTeams.flatMap((one) => textsOf(one).filter((text) => /<\/?at\b/i.test(text)));
    const own = galleryOnTeams.flatMap(({ rendered }) =>
      elementsOf(rendered.card).flatMap((one) =>
        one.type === 'TextBlock' && one.text.includes('<at>') ? [one.text] : [],
      ),
    );
    const entities = galleryOnTeams.flatMap(({ rendered }) => rendered.card.msteams.entities ?? []);
    expect(outside.toSorted()).toEqual([...own, ...entities.map(({ text }) => text)].toSorted());
  });

  test('names no participant, except in the call and where one wanted to be named', () => {
    expect(
      breaking(
        galleryOnTeams.filter(({ entry }) => entry.sample.name === 'typical'),
        (one) => {
          const { calls, names, sample } = one.entry;
          const shown = textsOf(one)
            .filter((text) => !text.includes('<at>'))
            .join('\n');
          const looked = [
            'Ben',
            'Caro',
            'Dev',
            'Fay',
            'Gus',
            ...sample.people,
            ...(names.length > 0 ? [] : [sample.knownBy]),
          ];
          return looked.some(
            (name) =>
              !calls.includes(name) && !names.includes(name) && new RegExp(`\\b${name}\\b`).test(shown),
          );
        },
      ),
    ).toEqual([]);
  });

  test('can be pressed, and what comes back is what the button does', () => {
    const presses = galleryOnTeams.flatMap(({ rendered }) =>
      actionsOf(rendered.card).flatMap((action) => ('data' in action ? [action.data] : [])),
    );
    expect(presses.length).toBeGreaterThan(1_000);
    expect(presses.filter((data) => readPressed(data) === undefined)).toEqual([]);
    expect(presses.filter(({ press }) => decode(press.does) === undefined)).toEqual([]);
  });
});

describe('A message on Teams', () => {
  test('says what it is about before it is opened', () => {
    expect(breaking(messages, ({ rendered }) => !rendered.summary)).toEqual([]);
  });

  test('holds nothing to type into, and nothing that is refreshed for single readers', () => {
    expect(
      breaking(messages, ({ rendered }) =>
        objectsIn(rendered.card).some(
          (object) => String(object.type).startsWith('Input.') || 'refresh' in object,
        ),
      ),
    ).toEqual([]);
  });

  test('shows at most six buttons in a row, and five ratings in one', () => {
    const rows = messages.flatMap(({ rendered }) =>
      elementsOf(rendered.card).flatMap((one) => (one.type === 'ActionSet' ? [one.actions] : [])),
    );
    expect(rows.filter((row) => row.filter(({ mode }) => !mode).length > 6)).toEqual([]);
    const ratings = rows.map(
      (row) => row.filter((one) => one.type === 'Action.Execute' && one.verb === 'rate').length,
    );
    expect([...new Set(ratings)].toSorted()).toEqual([0, 5]);
  });

  test('is of a size that Teams likes, as long as it is filled with what people usually write', () => {
    const usual = messages.filter(({ entry }) => ['small', 'typical', 'canary'].includes(entry.sample.name));
    expect(breaking(usual, ({ rendered }) => bytesOf(rendered.card) > TEAMS_LIMITS.card.aimedBytes)).toEqual(
      [],
    );
  });

  test('carries its key in every button, and no button of a form does', () => {
    const keysOf = (shown: readonly OnTeams[]) =>
      shown
        .filter(({ entry }) => entry.subject !== 'home')
        .flatMap(({ rendered }) => actionsOf(rendered.card))
        .flatMap((action) => ('data' in action ? [action.data.press.key] : []));
    expect(new Set(keysOf(messages))).toEqual(new Set(['6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b699']));
    expect(new Set(keysOf(dialogs))).toEqual(new Set([undefined]));
  });

  test('counts in words what it draws as bars, where it cannot draw them', () => {
    const charts = messages.flatMap(({ rendered }) =>
      rendered.card.body.flatMap((one) => (one.type === 'Chart.HorizontalBar' ? [one] : [])),
    );
    expect(charts.length).toBeGreaterThan(10);
    for (const { title, data, fallback } of charts) {
      const [facts, sum] = fallback.items;
      expect(
        facts?.type === 'FactSet' && facts.facts.map(({ value }) => Number.parseInt(value, 10)),
      ).toEqual(data.map(({ y }) => y));
      expect(sum?.type === 'RichTextBlock' && sum.inlines.map(({ text }) => text)).toEqual([title]);
    }
  });
});

describe('A dialog on Teams', () => {
  test('has a label on everything that is filled in, and says what is missing', () => {
    const inputs = dialogs
      .filter(({ entry }) => entry.sample.name === 'typical')
      .flatMap(({ rendered }) => elementsOf(rendered.card))
      .filter(({ type }) => type.startsWith('Input.'));
    expect(inputs.length).toBeGreaterThan(200);
    expect(inputs.filter((one) => !('label' in one && /\p{L}/u.test(one.label)))).toEqual([]);
    expect(inputs.filter((one) => 'isRequired' in one && one.isRequired && !one.errorMessage)).toEqual([]);
  });

  test('has no two inputs with one label', () => {
    const worded = dialogs.filter(({ entry }) => entry.sample.name === 'typical');
    expect(
      breaking(worded, ({ rendered }) => {
        const labels = elementsOf(rendered.card).flatMap((one) => ('label' in one ? [one.label] : []));
        return new Set(labels).size < labels.length;
      }),
    ).toEqual([]);
  });
});

describe('The stored gallery', () => {
  const folder = join(import.meta.dirname, 'teams');
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
    const states = samples.map(
      ({ name }) => galleryOnTeams.filter(({ entry }) => entry.sample.name === name).length,
    );
    expect(Math.min(...states)).toBeGreaterThan(150);
  });

  test('reads as a person reads it', () => {
    const [prompt] = galleryOnTeams.filter((one) => named(one) === 'typical prompt 1: closed');
    expect(prompt && readable(prompt)).toContain(
      "Shown without names at 10:02. Called because you're in: @Ben @Caro",
    );
  });
});
