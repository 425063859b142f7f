import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { AnyBlock } from '@slack/types';
import { openForm, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { mentionsIn } from '../../src/sandbox/slack/mentions.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../support/database.ts';
import { openPlanning } from '../support/session-in-channel.ts';
import { openWorld, people, type World } from '../support/world.ts';

/** Everything by which Slack lets a text call people, lead somewhere or look otherwise. */
const nasty = [
  '<!channel> <!here> <!everyone>',
  '@channel @here @everyone',
  '<@U0BEN> <@U0CARO|caro>',
  '<#C0RANDOM> <#C0RANDOM|random> #random',
  '<!subteam^S012345> <!subteam^S012345|@sales>',
  '<!date^1796115600^{date}^https://evil.example|soon>',
  'https://evil.example http://evil.example/a?b=c',
  '<https://evil.example|our intranet> <mailto:a@evil.example|mail>',
  'evil.example www.evil.example a@evil.example',
  '*bold* _italic_ ~struck~ `code` ```block```',
  '&lt;!channel&gt; &amp;lt;!here&amp;gt;',
  ':tada: :+1:',
].join('\n');
/** As much of it as a name may hold. */
const names = [
  '<!channel> @here <@U0BEN> *b* `c`',
  '<https://evil.example|a> evil.example',
  '&lt;!here&gt; :tada: _x_',
];

type Json = Record<string, unknown>;
type Shown = { where: string; text: string; blocks: readonly AnyBlock[] };

let database: TestDatabase;
let world: World;

jest.setTimeout(60_000);

/** Every version of every message and note, and every form that anybody has had on the screen. */
const everything = (): Shown[] => {
  const { slack } = world;
  const channels = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
  const said = channels.flatMap(({ name, messages, ephemerals }) =>
    [...messages, ...ephemerals].flatMap(({ versions }) =>
      versions.filter(({ by }) => by !== 'person').map(({ text, blocks }) => ({ where: name, text, blocks })),
    ),
  );
  const forms = slack.traffic.flatMap(({ name, request, response }): Shown[] => {
    const view = (request.view ?? (name === 'view_submission' && viewIn(response))) as Json | undefined;
    return view && Array.isArray(view.blocks)
      ? [{ where: name, text: '', blocks: view.blocks as AnyBlock[] }]
      : [];
  });
  return [...said, ...forms];
};

const viewIn = (response: unknown): unknown => {
  try {
    return (JSON.parse(String(response)) as Json).view;
  } catch {
    return undefined;
  }
};

const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
};

/** Plans a session by that name, with nasty words in every form that planning has. */
const planNasty = async (ana: Person, title: string, time: string): Promise<void> => {
  await openPlanning(world, ana);
  await ana.set('Called', title);
  await ana.pickTime('when.time', time);
  await openForm(world, ana, 'Questions');
  for (const field of [
    'After this you can …',
    '1 · Question',
    '1 · Material',
    '2 · Task',
    '3 · Question to discuss',
  ]) {
    await ana.set(field, nasty);
  }
  for (const field of [
    '3 · Check: situation',
    '3 · Check: question',
    '3 · The right answer',
    '3 · The reason',
    '4 · Plan',
  ]) {
    await ana.set(field, nasty);
  }
  for (const field of ['1 · Buttons', '3 · Check: buttons', '4 · Plans']) {
    await ana.set(field, '<!channel> @here\n<@U0BEN> *b* `c`\nevil.example');
  }
  await ana.set('3 · Which one is right?', '1');
  const questions = await ana.submit();
  if (!questions.closed) throw new Error(ana.view?.text);
  await openForm(world, ana, 'People and place');
  await ana.set('Link to the call', 'https://meet.example.com/a?b=<!channel>&c=*d*');
  const place = await ana.submit();
  if (!place.closed) throw new Error(ana.view?.text);
  const sent = await ana.submit();
  if (!sent.closed) throw new Error(ana.view?.text);
  await world.settled();
};

/** Writes nasty words wherever people can write, and looks wherever they can look. */
const play = async (title: string): Promise<void> => {
  const [ana, ben, caro, dev, eli, fay] = people(world, 'Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay');
  const everybody = [ben, caro, dev, eli, fay];
  const move = (time: string) => world.moveTo('2026-12-01', time);
  await planNasty(ana, title, '10:00');
  await ana.click('See it as a participant');
  await world.slack.until(() => ana.view);
  await ana.close({ all: true });
  for (const person of everybody) await tap(world, person, 'Count me in');
  await ana.command('team-sales', 'list');
  await ana.openHome();
  await ben.openHome();
  await move('09:50');
  await move('10:00');
  const prompt = (phase: number) =>
    world.slack.channel('team-sales').messages.find(({ plainText }) => plainText.startsWith(`${phase} · `))!;
  for (const person of everybody) await tap(world, person, '<!channel> @here', { in: prompt(1) });
  await move('10:02');
  await move('10:03');
  for (const person of everybody)
    await write(world, person, 'Write my list', 'text', nasty, { in: prompt(2) });
  await move('10:09');
  await openForm(world, ben, 'Show all', { in: prompt(3) });
  await ben.close();
  await write(world, ben, 'Park a question', 'What is still open?', nasty, { in: prompt(3) });
  for (const person of everybody) await tap(world, person, '<!channel> @here', { in: prompt(3) });
  await move('10:12');
  await ana.click('★ recap', { in: 'dm' });
  await move('10:13');
  await write(world, ben, 'in my own words', '', nasty, { in: prompt(4) });
  await tap(world, caro, '<!channel> @here', { in: prompt(4) });
  await openForm(world, ana, 'Write what we keep', { in: 'dm' });
  await ana.set('What do we keep, and where?', nasty);
  await ana.submit();
  await move('10:15');
  await openForm(world, caro, 'I know', { in: 'team-sales' });
  await caro.set('What do you know?', nasty);
  await caro.choose('Your name', 'Show my name');
  await caro.submit();
  await ana.command('team-sales', nasty.replaceAll('\n', ' '));
  await ana.command('team-sales', `schedule "${title}" <!channel> thu 10:00 @here https://evil.example`);
  await ana.command('team-sales', `start ${nasty.replaceAll('\n', ' ')}`);
  await world.settled();
};

beforeAll(async () => {
  database = await startDatabase();
}, databaseTimeoutMs);

afterAll(() => database.stop(), databaseTimeoutMs);

/** The words of the bot's own small print that Slack reads for times and styling. */
const withoutTimes = (mrkdwn: string): string => mrkdwn.replaceAll(/<!date\^\d+\^\{time\}\|[\d:]+>/g, '');
/** Marks of what people wrote above; none of them stands where Slack would read it. */
const written = /evil|channel|@here|everyone|bold|struck|code|tada|our intranet|S012345/;

describe.each(names.map((title) => [title]))('what people write under the name %s', (title) => {
  let shown: Shown[];

  beforeAll(async () => {
    world = await openWorld(database);
    await play(title);
    shown = everything();
  }, databaseTimeoutMs);

  afterAll(async () => {
    await world.stop();
    await database.emptyTables();
  }, databaseTimeoutMs);

  test('was shown wherever something is shown', () => {
    const places = new Set(
      shown
        .filter((one) => /evil|<!channel>|&lt;!here/.test(JSON.stringify(one.blocks)))
        .map(({ where }) => where),
    );
    expect([...places]).toEqual(
      expect.arrayContaining(['team-sales', 'directmessage', 'views.open', 'views.update', 'views.publish']),
    );
    expect(world.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('calls nobody: only the call at the start mentions, and only those who are in', () => {
    const calling = shown.filter(({ text, blocks }) => {
      const { userIds, broadcasts } = mentionsIn(text, blocks);
      const banner = mentionsIn(text, [], 'none');
      expect([...broadcasts, ...banner.broadcasts, ...banner.userIds]).toEqual([]);
      return userIds.length > 0;
    });
    const called = calling.map(({ text, blocks }) => mentionsIn(text, blocks).userIds);
    expect(new Set(called.map(String))).toEqual(new Set(['U0BEN,U0CARO,U0DEV,U0ELI,U0FAY']));
    expect(calling.every(({ text }) => text.includes(' starts now.'))).toBe(true);
  });

  test('leads nowhere: the only links are the call of the session and messages of the bot', () => {
    const addresses = shown.flatMap(({ blocks }) =>
      objectsIn(blocks).flatMap(({ url }) => (url ? [String(url)] : [])),
    );
    expect(addresses.length).toBeGreaterThan(0);
    const odd = addresses.filter(
      (url) => !url.startsWith('https://meet.example.com/a?b=') && !url.startsWith(world.slack.url),
    );
    expect(odd).toEqual([]);
  });

  test('stands in rich text and plain text, where nothing is read for markup', () => {
    const kinds = new Set(
      shown.flatMap(({ blocks }) =>
        objectsIn(blocks.filter(({ type }) => type === 'rich_text')).map(({ type }) => String(type)),
      ),
    );
    for (const kind of ['broadcast', 'usergroup', 'channel', 'emoji', 'color', 'rich_text_preformatted']) {
      expect(kinds.has(kind)).toBe(false);
    }
    const mrkdwn = shown.flatMap(({ blocks }) => objectsIn(blocks).filter(({ type }) => type === 'mrkdwn'));
    expect(mrkdwn.length).toBeGreaterThan(0);
    for (const { text, verbatim } of mrkdwn) {
      expect(verbatim).toBe(true);
      expect(withoutTimes(String(text))).not.toMatch(written);
    }
    expect(shown.flatMap(({ blocks }) => objectsIn(blocks)).filter(({ emoji }) => emoji === true)).toEqual(
      [],
    );
  });

  test('is escaped in banners', () => {
    for (const { text } of shown) {
      expect(text).not.toMatch(/[<>]/);
      expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
  });
});
