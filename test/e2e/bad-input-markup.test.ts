import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AnyBlock } from '@slack/types';
import { openForm, openPlanning, tap, write } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import type { LocalSlack } from '../../src/sandbox/slack/control.ts';
import { mentionsIn } from '../../src/sandbox/slack/mentions.ts';
import type { LocalTeams } from '../../src/sandbox/teams/control.ts';
import { mentionsIn as mentionsInTeams } from '../../src/sandbox/teams/stored-message.ts';
import type { AdaptiveCard } from '../../src/teams/card-schema.ts';
import { markdownIn, meaningful } from '../support/card-parts.ts';
import { databaseTimeoutMs, startDatabase, type TestDatabase } from '../support/database.ts';
import { type AnyWorld, besidesNews, locally, people, platforms } from '../support/world.ts';

/** Everything by which Slack or Teams lets a text call people, lead somewhere or look otherwise. */
const nasty = [
  '<!channel> <!here> <!everyone>',
  '@channel @here @everyone',
  '<@U0BEN> <@U0CARO|caro> <at>Ben</at>',
  '<#C0RANDOM> <#C0RANDOM|random> #random',
  '<!subteam^S012345> <!subteam^S012345|@sales>',
  '<!date^1796115600^{date}^https://evil.example|soon> {{DATE(2026-12-01T09:00:00Z)}}',
  'https://evil.example http://evil.example/a?b=c',
  '<https://evil.example|our intranet> <mailto:a@evil.example|mail> [our intranet](https://evil.example)',
  'evil.example www.evil.example a@evil.example',
  '*bold* _italic_ ~struck~ `code` ```block```',
  '&lt;!channel&gt; &amp;lt;!here&amp;gt;',
  ':tada: :+1:',
].join('\n');
/** As much of it as a name may hold. */
const names = [
  '<!channel> @here <@U0BEN> *b* `c`',
  '<https://evil.example|a> evil.example',
  '&lt;!here&gt; :tada: _x_ <at>Ben</at>',
];

type Json = Record<string, unknown>;
/** What was on somebody's screen: a message or note in one of its versions, or a form. */
type Shown = { where: string; banner: string; drawn: readonly Json[]; called: readonly string[] };

let database: TestDatabase;
let world: AnyWorld;

const parsed = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

const objectsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsIn)];
};

const shownOnSlack = (slack: LocalSlack): Shown[] => {
  const nameOf = (id: string) => slack.users.find((user) => user.id === id)?.name ?? id;
  const calledIn = (text: string, blocks: readonly AnyBlock[]): string[] => {
    const [whole, banner] = [mentionsIn(text, blocks), mentionsIn(text, [], 'none')];
    // A banner calls nobody, not even those who are called.
    return [
      ...whole.broadcasts,
      ...banner.broadcasts,
      ...banner.userIds.map((id) => `${id} in a banner`),
      ...whole.userIds.map(nameOf),
    ];
  };
  const channels = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
  const said = channels.flatMap(({ name, messages, ephemerals }) =>
    [...messages, ...ephemerals].flatMap(({ versions }) =>
      versions
        .filter(({ by }) => by !== 'person')
        .map(({ text, blocks }): Shown => {
          const drawn = blocks as unknown as Json[];
          return { where: name, banner: text, drawn, called: calledIn(text, blocks) };
        }),
    ),
  );
  const forms = slack.traffic.flatMap(({ name, request, response }): Shown[] => {
    const answered = name === 'view_submission' ? (parsed(response) as Json | undefined)?.view : undefined;
    const drawn = ((request.view ?? answered) as Json | undefined)?.blocks;
    return Array.isArray(drawn) ? [{ where: name, banner: '', drawn, called: [] }] : [];
  });
  return [...said, ...forms];
};

const shownOnTeams = (teams: LocalTeams): Shown[] => {
  const nameOf = (id: string) =>
    teams.people.find((person) => [person.id, person.aadObjectId].includes(id))?.name ?? id;
  const places = [...teams.channels, ...teams.people.map((person) => teams.directChat(person))];
  const said = places.flatMap(({ name, messages }) =>
    messages.flatMap(({ versions }) =>
      versions
        .filter(({ by }) => by !== 'person')
        .map(
          (version): Shown => ({
            where: name,
            banner: version.summary,
            drawn: version.cards,
            called: mentionsInTeams(version).map(nameOf),
          }),
        ),
    ),
  );
  // Dialogs, and cards that only one person sees.
  const answers = teams.traffic.flatMap(({ name, response }): Shown[] => {
    const drawn = objectsIn(parsed(response)).filter(({ type }) => type === 'AdaptiveCard');
    return name.startsWith('invoke ') ? [{ where: name, banner: '', drawn, called: [] }] : [];
  });
  return [...said, ...answers];
};

/** Plans a session by that name, with nasty words in every form that planning has. */
const planNasty = async (ana: Actor, title: string, time: string): Promise<void> => {
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
  await openForm(world, ana, 'See it as a participant');
  await ana.close({ all: true });
  for (const person of everybody) await tap(world, person, 'Count me in');
  await ana.command('team-sales', 'list');
  await locally(world, {
    slack: async (slack) => {
      await slack.person('Ana').openHome();
      await slack.person('Ben').openHome();
    },
    teams: async () => void (await ana.command('dm', 'list')),
  });
  await move('09:50');
  await move('10:00');
  const prompt = (phase: number) =>
    world.platform
      .channel('team-sales')
      .messages.find(({ plainText }) => plainText.startsWith(`${phase} · `))!;
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

const cases = platforms.flatMap(([platform, open]) => names.map((title) => [platform, title, open] as const));

describe.each(cases)('on %s: what people write under the name %s', (platform, title, open) => {
  let shown: Shown[];
  const isTeams = platform === 'Teams';

  beforeAll(async () => {
    world = await open(database);
    await play(title);
    shown = locally(world, { slack: shownOnSlack, teams: shownOnTeams });
  }, databaseTimeoutMs);

  afterAll(async () => {
    await world.stop();
    await database.emptyTables();
  }, databaseTimeoutMs);

  test('was shown wherever something is shown', () => {
    const places = new Set(
      shown
        .filter(({ drawn }) => /evil|<!channel>|&lt;!here/.test(JSON.stringify(drawn)))
        .map(({ where }) => where),
    );
    const expected = isTeams
      ? [
          'team-sales',
          '',
          'invoke task/fetch',
          'invoke composeExtension/submitAction',
          'invoke adaptiveCard/action',
        ]
      : ['team-sales', 'directmessage', 'views.open', 'views.update', 'views.publish'];
    expect([...places]).toEqual(expect.arrayContaining(expected));
    expect(besidesNews(world.log).filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('calls nobody: only the call at the start mentions, and only those who are in', () => {
    const calling = shown.filter(({ called }) => called.length > 0);
    expect(new Set(calling.map(({ called }) => String(called)))).toEqual(new Set(['Ben,Caro,Dev,Eli,Fay']));
    const thread = world.platform.channel('team-sales').messages.filter(({ threadId }) => threadId);
    expect(new Set(calling.map(({ where }) => where))).toEqual(new Set(['team-sales']));
    expect(thread.filter(({ mentions }) => mentions.length > 0)).toHaveLength(1);
  });

  test('leads nowhere: the only links are the call of the session and messages of the bot', () => {
    const addresses = shown.flatMap(({ drawn }) =>
      objectsIn(drawn).flatMap(({ url }) => (url ? [String(url)] : [])),
    );
    expect(addresses.length).toBeGreaterThan(0);
    const own = locally(world, {
      slack: ({ url }) => url,
      teams: () => 'https://teams.microsoft.com/l/message/',
    });
    const odd = addresses.filter(
      (url) => !url.startsWith('https://meet.example.com/a?b=') && !url.startsWith(own),
    );
    expect(odd).toEqual([]);
  });

  if (isTeams) {
    test('stands in texts that nobody parses, or is escaped', () => {
      const cards = shown.flatMap(({ drawn }) => drawn as unknown as AdaptiveCard[]);
      const markdown = cards.flatMap(markdownIn);
      expect(markdown.length).toBeGreaterThan(0);
      // What is our own: mentions of those who are called, strong words, times, and the link to the call.
      const own =
        /<at>(Ben|Caro|Dev|Eli|Fay)<\/at>|\*\*|\{\{TIME\([^()]*\)\}\}|\[The call\]\(https:\/\/meet\.example\.com[^)]*\)/g;
      const left = markdown.map((text) => meaningful(text).replaceAll(own, ''));
      expect(left.filter((text) => /[<>[\]`*~&]|:\/\/|@|\{\{/.test(text))).toEqual([]);
    });
    return;
  }

  test('stands in rich text and plain text, where nothing is read for markup', () => {
    const kinds = new Set(
      shown.flatMap(({ drawn }) =>
        objectsIn(drawn.filter(({ type }) => type === 'rich_text')).map(({ type }) => String(type)),
      ),
    );
    for (const kind of ['broadcast', 'usergroup', 'channel', 'emoji', 'color', 'rich_text_preformatted']) {
      expect(kinds.has(kind)).toBe(false);
    }
    const mrkdwn = shown.flatMap(({ drawn }) => objectsIn(drawn).filter(({ type }) => type === 'mrkdwn'));
    expect(mrkdwn.length).toBeGreaterThan(0);
    for (const { text, verbatim } of mrkdwn) {
      expect(verbatim).toBe(true);
      expect(withoutTimes(String(text))).not.toMatch(written);
    }
    expect(shown.flatMap(({ drawn }) => objectsIn(drawn)).filter(({ emoji }) => emoji === true)).toEqual([]);
  });

  test('is escaped in banners', () => {
    for (const { banner } of shown) {
      expect(banner).not.toMatch(/[<>]/);
      expect(banner).not.toMatch(/&(?!amp;|lt;|gt;)/);
    }
  });
});
