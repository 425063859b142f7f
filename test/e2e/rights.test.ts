import { describe, expect, test } from '@jest/globals';
import { openForm, tap } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { openPlanning, plan, press, sessionIn } from '../support/session-in-channel.ts';
import { pressUnseen, typeUnseen } from '../support/signed-press.ts';
import { people, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();
const sales = 'team-sales';
/** The first session of the ready series. */
const title = 'Why us, why mail?';
const guest = "You're a guest here: you can answer, not plan or lead.";
const outsider = 'In this channel only people of its own organisation take part. An admin can change that.';
const notHere = 'Only members of the channel can do that.';
const leadsOnly = 'In this channel only leads whom an admin named can plan. Ask one of them, or an admin.';
const notYours = 'Only who leads this session can do that.';
const notYourSeries = 'Only who leads or planned this series can do that.';

/** Everybody of the matrix: Ben plans and leads, Caro leads with him, Dev is a member. */
const cast = () => {
  const { slack } = world();
  slack.addPerson('Ada', { isAdmin: true });
  slack.addPerson('Gil', { isGuest: true });
  slack.addPerson('Ora', { otherTeam: 'T0OTHER' });
  slack.addPerson('Nils', { channels: ['random'] });
};

/** A series of Ben and Caro, its first session in its first phase, Fay in it. */
const begin = async (channel = sales) => {
  const [ben, fay] = people(world(), 'Ben', 'Fay');
  await openPlanning(world(), ben, 'schedule "Spot the phish" tue,thu 10:00 x2', channel);
  await openForm(world(), ben, 'People and place');
  await ben.pickUser('Who else may lead?', 'Caro');
  await ben.submit();
  await world().slack.until(() => ben.view?.title === 'Plan a session');
  if (!(await ben.submit()).closed) throw new Error(`it was not planned: ${ben.view?.text}`);
  await world().settled();
  await tap(world(), fay, 'Count me in', { in: channel });
  for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-01', time);
  return sessionIn(world(), title, channel);
};

/** The private answers so far, by whatever way they came, as words. */
const answers = (): string[] =>
  world()
    .slack.traffic.filter(({ name }) => ['response_url', 'chat.postEphemeral'].includes(name))
    .map(({ request }) => wordsIn(request.blocks).join(''));

const wordsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(wordsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : wordsIn(value),
  );
};

/** Types a command, in Slack where it lets them, else past it; returns what is answered. */
const typed = async (person: Person, channel: string, words: string): Promise<string> => {
  const { id, memberIds } = world().slack.channel(channel);
  if (memberIds.includes(person.id)) return (await person.command(channel, words)).text ?? '';
  return wordsIn((await typeUnseen(world(), person, id, words)).blocks).join('');
};

const planning = async (person: Person, channel: string): Promise<string> => {
  const answer = await typed(person, channel, 'schedule');
  if (answer) return answer;
  await world().slack.until(() => person.view?.title === 'Plan a session');
  await person.close();
  return 'yes';
};

const reading = async (person: Person, channel: string): Promise<string> => {
  const answer = await typed(person, channel, 'list');
  return answer.includes(title) ? 'yes' : answer;
};

/** Presses what stands on somebody else's screen; 'yes' where `isDone` afterwards. */
const pressing = async (
  person: Person,
  button: string,
  blocks: Parameters<typeof pressUnseen>[3],
  isDone: (answer: string | undefined) => boolean,
): Promise<string> => {
  const before = answers().length;
  await pressUnseen(world(), person, button, blocks);
  await world().settled();
  await world().slack.until(() => isDone(answers()[before]) || answers()[before], {
    because: `${person.name} pressed ${button}`,
  });
  const answer = answers()[before];
  return isDone(answer) ? 'yes' : (answer ?? '');
};

/** What becomes of each deed of the matrix when somebody tries it, now. */
const tried = async (person: Person, session: ReturnType<typeof sessionIn>, channel = sales) => {
  const [ben] = people(world(), 'Ben');
  const { slack } = world();
  const prompt = session.prompt(1);
  const end = () => session.card().plainText.match(/running until \d\d:\d\d/)?.[0];
  const until = end();
  const answer = await pressing(
    person,
    'A parcel notice',
    prompt.blocks,
    (told) => told?.startsWith('Saved: A parcel notice') === true,
  );
  const plans = await planning(person, channel);
  const reads = await reading(person, channel);
  const controls = await pressing(person, '+1 min', session.desk('Ben').blocks, () => end() !== until);
  await ben.command(channel, 'list');
  const list = slack.channel(channel).ephemerals.findLast(({ userId }) => userId === ben.id);
  const edits = await pressing(
    person,
    'Pause',
    list?.blocks ?? [],
    (told) => told?.includes('is paused') === true,
  );
  return { answer, plans, reads, controls, edits };
};

const all = { answer: 'yes', plans: 'yes', reads: 'yes', controls: 'yes', edits: 'yes' };
const refused = (by: string) => ({ answer: by, plans: by, reads: by, controls: by, edits: by });

describe('who may do what', () => {
  test.each([
    ['the lead', 'Ben', all],
    ['the other lead', 'Caro', all],
    ['a workspace admin who leads nothing', 'Ada', all],
    ['a member', 'Dev', { ...all, controls: notYours, edits: notYourSeries }],
    ['a guest', 'Gil', { ...all, plans: guest, controls: guest, edits: guest }],
    ['somebody who is not in the channel', 'Nils', refused(notHere)],
  ])('%s', async (_who, name, expected) => {
    cast();
    const session = await begin();

    expect(await tried(world().slack.person(name), session)).toEqual(expected);
  });

  test('somebody who is not in a private channel learns no title from it', async () => {
    cast();
    world().slack.addChannel('team-board', { isPrivate: true, members: ['Ben', 'Caro', 'Fay'] });
    const session = await begin('team-board');

    expect(await tried(world().slack.person('Dev'), session, 'team-board')).toEqual(refused(notHere));
    expect(answers().slice(-2).join()).not.toContain(title);
  });

  test('an admin who is not in a private channel is told no more', async () => {
    cast();
    world().slack.addChannel('team-board', { isPrivate: true, members: ['Ben', 'Caro', 'Fay'] });
    const session = await begin('team-board');

    expect(await tried(world().slack.person('Ada'), session, 'team-board')).toEqual(refused(notHere));
  });
});

describe('in a channel that is shared with another organisation', () => {
  const everybody = ['Ben', 'Caro', 'Fay', 'Ada', 'Ora'];

  test('its people take no part at first', async () => {
    cast();
    world().slack.addChannel('partners', { isExtShared: true, members: everybody });
    const session = await begin('partners');

    expect(await tried(world().slack.person('Ora'), session, 'partners')).toEqual(refused(outsider));
  });

  test('they answer and read once an admin lets them', async () => {
    cast();
    world().slack.addChannel('partners', { isExtShared: true, members: everybody });
    const [ada, ora] = people(world(), 'Ada', 'Ora');
    await ada.command('partners', 'settings');
    await world().slack.until(() => ada.view?.title === 'Settings');
    await ada.choose('People of other organisations', 'May take part');
    await ada.submit();
    const session = await begin('partners');

    expect(await tried(ora, session, 'partners')).toEqual({
      answer: 'yes',
      reads: 'yes',
      plans: outsider,
      controls: outsider,
      edits: outsider,
    });
  });
});

describe('where an admin left planning to named leads', () => {
  const nameLeads = async (...names: string[]) => {
    const [ada] = people(world(), 'Ada');
    await ada.command(sales, 'settings');
    await world().slack.until(() => ada.view?.title === 'Settings');
    await ada.choose('Who may plan here', 'Only the leads');
    for (const name of names) await ada.pickUser('Leads who may plan', name);
    return ada.submit();
  };

  test('a member cannot plan, a named lead and an admin can', async () => {
    cast();
    expect(await nameLeads('Ben')).toMatchObject({ closed: true });

    expect(await planning(world().slack.person('Dev'), sales)).toBe(leadsOnly);
    expect(await planning(world().slack.person('Ben'), sales)).toBe('yes');
    expect(await planning(world().slack.person('Ada'), sales)).toBe('yes');
  });

  test('nobody named is no choice', async () => {
    cast();
    expect(await nameLeads()).toMatchObject({ closed: false });
    expect(world().slack.person('Ada').view?.text).toContain('Name at least one lead');
  });

  test('a member sees how it is, and cannot change it', async () => {
    const [dev] = people(world(), 'Dev');
    await dev.command(sales, 'settings');
    await world().slack.until(() => dev.view?.title === 'Settings');
    expect(dev.view?.text).toContain('Every member may plan here; an admin can leave that to named leads.');
    expect(dev.view?.values).not.toHaveProperty('Who may plan here');
  });
});

describe('who leads', () => {
  const choose = async (name: string) => {
    const [ben] = people(world(), 'Ben');
    await openPlanning(world(), ben);
    await openForm(world(), ben, 'People and place');
    await ben.pickUser('Who leads?', name);
    await ben.submit();
    return ben.view?.text ?? '';
  };

  test.each([
    ['a guest', 'Gil', 'Gil cannot lead'],
    ['somebody of another organisation', 'Ora', 'Ora cannot lead'],
    ['the bot', 'Microtraining', 'Microtraining cannot lead'],
    ['somebody who is not in the channel', 'Nils', 'Nils is not in the channel'],
  ])('cannot be %s, and the form says so', async (_who, name, words) => {
    cast();
    expect(await choose(name)).toContain(words);
  });

  test('a session is not handed over to a guest', async () => {
    cast();
    const [ben] = people(world(), 'Ben');
    await plan(world(), ben);
    await tap(world(), world().slack.person('Fay'), 'Count me in');
    for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-01', time);
    await openForm(world(), ben, 'Hand over', { in: sessionIn(world()).desk('Ben') });
    await ben.pickUser('Who leads on?', 'Gil');
    expect(await ben.submit()).toMatchObject({ closed: false });
    expect(ben.view?.text).toContain('Gil cannot lead');
  });
});

test('a press that is told twice is carried out once', async () => {
  cast();
  const [ben] = people(world(), 'Ben');
  await begin();
  await press(world(), ben, '+1 min', sessionIn(world(), title).desk('Ben'));
  const first = world().slack.traffic.findLast(({ name }) => name === 'block_actions');

  await pressUnseen(
    world(),
    ben,
    '+1 min',
    sessionIn(world(), title).desk('Ben').blocks,
    first?.request.trigger_id,
  );
  await world().settled();

  expect(sessionIn(world(), title).card().plainText).toContain('running until 10:16');
});
