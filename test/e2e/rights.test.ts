import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan, tap } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import { blocksOf, keptScreen } from '../support/kept-screen.ts';
import { filledIn } from '../support/open-form.ts';
import { press, sessionIn } from '../support/session-in-channel.ts';
import { pressUnseen, typeUnseen } from '../support/signed-press.ts';
import { invokeAs } from '../support/teams-invoke.ts';
import {
  type AnyWorld,
  locally,
  onEachPlatform,
  people,
  type World,
  worldForEachTest,
} from '../support/world.ts';

const sales = 'team-sales';
/** The first session of the ready series. */
const title = 'Why us, why mail?';
const guest = "You're a guest here: you can answer, not plan or lead.";
const outsider = 'In this channel only people of its own organisation take part. An admin can change that.';
const notHere = 'Only members of the channel can do that.';
const leadsOnly = 'In this channel only leads whom an admin named can plan. Ask one of them, or an admin.';
const notYours = 'Only who leads this session can do that.';
const notYourSeries = 'Only who leads or planned this series can do that.';

/** Everybody of the matrix: Ben plans and leads, Caro leads with him, Dev is a member, Ada an admin. */
const cast = (world: AnyWorld): void =>
  locally(world, {
    slack: (slack) => {
      slack.addPerson('Ada', { isAdmin: true });
      slack.addPerson('Gil', { isGuest: true });
      slack.addPerson('Ora', { otherTeam: 'T0OTHER' });
      slack.addPerson('Nils', { channels: ['random'] });
    },
    teams: (teams) => {
      teams.addPerson('Ada');
      teams.addPerson('Gil', { role: 'guest' });
      teams.addPerson('Ora', { tenantId: teams.addTenant('Partners').id });
      teams.addPerson('Nils', { teams: [] });
    },
  });

const addChannel = (world: AnyWorld, name: string, kind: 'private' | 'shared', members: string[]): void =>
  locally(world, {
    slack: (slack) => {
      slack.addChannel(name, { isPrivate: kind === 'private', isExtShared: kind === 'shared', members });
    },
    teams: (teams) => {
      teams.team('Sales').addChannel(name, { kind, members, installed: true });
    },
  });

/** A series of Ben and Caro, its first session in its first phase, Fay in it. */
const begin = async (world: AnyWorld, channel = sales) => {
  const [ben, fay] = people(world, 'Ben', 'Fay');
  await openPlanning(world, ben, 'schedule "Spot the phish" tue,thu 10:00 x2', channel);
  await openForm(world, ben, 'People and place');
  await ben.pickUser('Who else may lead?', 'Caro');
  await ben.submit();
  await world.platform.until(() => ben.view?.title === 'Plan a session');
  if (!(await ben.submit()).closed) throw new Error(`it was not planned: ${ben.view?.text}`);
  await world.settled();
  await tap(world, fay, 'Count me in', { in: channel });
  for (const time of ['09:50', '10:00']) await world.moveTo('2026-12-01', time);
  return sessionIn(world, title, channel);
};

/** The private answers so far on Slack, by whatever way they came, as words. */
const answersOf = ({ slack }: World): string[] =>
  slack.traffic
    .filter(({ name }) => ['response_url', 'chat.postEphemeral'].includes(name))
    .map(({ request }) => wordsIn(request.blocks).join(''));

const wordsIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(wordsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : wordsIn(value),
  );
};

/** Types a command, where the platform lets them, else past it; returns what is answered. */
const typed = async (world: AnyWorld, { name }: Actor, channel: string, word: string): Promise<string> => {
  const person = world.platform.person(name);
  const answer = async () => (await person.command(channel, word)).text ?? '';
  return locally(world, {
    slack: async (slack) => {
      const { id, memberIds } = slack.channel(channel);
      if (memberIds.includes(person.id)) return answer();
      return wordsIn((await typeUnseen(world as World, slack.person(name), id, word)).blocks).join('');
    },
    teams: async (teams) => {
      const { id, memberIds } = teams.channel(channel);
      if (memberIds.includes(person.id)) return answer();
      const value = { commandId: word };
      return invokeAs(teams, name, { conversationId: id }, { name: 'composeExtension/fetchTask', value });
    },
  });
};

const planning = async (world: AnyWorld, person: Actor, channel: string): Promise<string> => {
  const answer = await typed(world, person, channel, 'schedule');
  if (answer) return answer;
  await world.platform.until(() => person.view?.title === 'Plan a session');
  await person.close();
  return 'yes';
};

const reading = async (world: AnyWorld, person: Actor, channel: string): Promise<string> => {
  const answer = await typed(world, person, channel, 'list');
  return answer.includes(title) ? 'yes' : answer;
};

/** Presses what stands on somebody else's screen; 'yes' where `isDone` afterwards. */
const pressing = async (
  world: AnyWorld,
  { name }: Actor,
  button: string,
  message: { id: string },
  isDone: (answer: string | undefined) => boolean,
): Promise<string> =>
  locally(world, {
    // By the traffic: who is not in a channel sees no answer there.
    slack: async (slack) => {
      const onSlack = world as World;
      const before = answersOf(onSlack).length;
      await pressUnseen(onSlack, slack.person(name), button, blocksOf(onSlack, message.id));
      await world.settled();
      const answer = () => answersOf(onSlack)[before];
      await slack.until(() => isDone(answer()) || answer(), { because: `${name} pressed ${button}` });
      return isDone(answer()) ? 'yes' : (answer() ?? '');
    },
    teams: async () => {
      const answer = await keptScreen(world, message)(world.platform.person(name), button);
      await world.settled();
      return isDone(answer) ? 'yes' : (answer ?? '');
    },
  });

/** What becomes of each deed of the matrix when somebody tries it, now. */
const tried = async (
  world: AnyWorld,
  person: Actor,
  session: ReturnType<typeof sessionIn>,
  channel = sales,
) => {
  const [ben] = people(world, 'Ben');
  const end = () => session.card().plainText.match(/running until \d\d:\d\d/)?.[0];
  const until = end();
  const says = (words: string) => (told: string | undefined) => told?.includes(words) === true;
  const saved = says('Saved: A parcel notice');
  const answer = await pressing(world, person, 'A parcel notice', session.prompt(1), saved);
  const plans = await planning(world, person, channel);
  const reads = await reading(world, person, channel);
  const controls = await pressing(world, person, '+1 min', session.desk('Ben'), () => end() !== until);
  await ben.command(channel, 'list');
  const list = ben.sees(channel).findLast(({ ephemeral }) => ephemeral)!;
  const edits = await pressing(world, person, 'Pause', list, says('is paused'));
  return { answer, plans, reads, controls, edits };
};

const all = { answer: 'yes', plans: 'yes', reads: 'yes', controls: 'yes', edits: 'yes' };
const refused = (by: string) => ({ answer: by, plans: by, reads: by, controls: by, edits: by });

onEachPlatform((world, platform) => {
  const isTeams = platform === 'Teams';

  describe('who may do what', () => {
    test.each([
      ['the lead', 'Ben', all],
      ['the other lead', 'Caro', all],
      ['a workspace admin who leads nothing', 'Ada', all],
      ['a member', 'Dev', { ...all, controls: notYours, edits: notYourSeries }],
      ['a guest', 'Gil', { ...all, plans: guest, controls: guest, edits: guest }],
      ['somebody who is not in the channel', 'Nils', refused(notHere)],
    ])('%s', async (_who, name, expected) => {
      cast(world());
      const session = await begin(world());

      expect(await tried(world(), world().platform.person(name), session)).toEqual(expected);
    });

    test('somebody who is not in a private channel learns no title from it', async () => {
      cast(world());
      addChannel(world(), 'team-board', 'private', ['Ben', 'Caro', 'Fay']);
      const session = await begin(world(), 'team-board');

      expect(await tried(world(), world().platform.person('Dev'), session, 'team-board')).toEqual(
        refused(notHere),
      );
    });

    test('an admin who is not in a private channel is told no more', async () => {
      cast(world());
      addChannel(world(), 'team-board', 'private', ['Ben', 'Caro', 'Fay']);
      const session = await begin(world(), 'team-board');

      expect(await tried(world(), world().platform.person('Ada'), session, 'team-board')).toEqual(
        refused(notHere),
      );
    });
  });

  describe('in a channel that is shared with another organisation', () => {
    const everybody = ['Ben', 'Caro', 'Fay', 'Ada', 'Ora'];

    test('its people take no part at first', async () => {
      cast(world());
      addChannel(world(), 'partners', 'shared', everybody);
      const session = await begin(world(), 'partners');

      expect(await tried(world(), world().platform.person('Ora'), session, 'partners')).toEqual(
        refused(outsider),
      );
    });

    test('they answer and read once an admin lets them', async () => {
      cast(world());
      addChannel(world(), 'partners', 'shared', everybody);
      const [ada, ora] = people(world(), 'Ada', 'Ora');
      await ada.command('partners', 'settings');
      await world().platform.until(() => ada.view?.title === 'Settings');
      await ada.choose('People of other organisations', 'May take part');
      await ada.submit();
      const session = await begin(world(), 'partners');

      expect(await tried(world(), ora, session, 'partners')).toEqual({
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
      await world().platform.until(() => ada.view?.title === 'Settings');
      await ada.choose('Who may plan here', 'Only the leads');
      for (const name of names) await ada.pickUser('Leads who may plan', name);
      return ada.submit();
    };

    test('a member cannot plan, a named lead and an admin can', async () => {
      cast(world());
      expect(await nameLeads('Ben')).toMatchObject({ closed: true });

      expect(await planning(world(), world().platform.person('Dev'), sales)).toBe(leadsOnly);
      expect(await planning(world(), world().platform.person('Ben'), sales)).toBe('yes');
      expect(await planning(world(), world().platform.person('Ada'), sales)).toBe('yes');
    });

    test('nobody named is no choice', async () => {
      cast(world());
      expect(await nameLeads()).toMatchObject({ closed: false });
      expect(world().platform.person('Ada').view?.text).toContain('Name at least one lead');
    });

    test('a member sees how it is, and cannot change it', async () => {
      const [dev] = people(world(), 'Dev');
      await dev.command(sales, 'settings');
      await world().platform.until(() => dev.view?.title === 'Settings');
      expect(dev.view?.text).toContain('Every member may plan here; an admin can leave that to named leads.');
      expect(filledIn(dev)).not.toHaveProperty('Who may plan here');
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
      // In Teams only people of the tenant can be picked, and the bot knows nobody whom it cannot see.
      ...(isTeams ? [] : [['somebody of another organisation', 'Ora', 'Ora cannot lead'] as const]),
      [
        'somebody who is not in the channel',
        'Nils',
        isTeams ? 'This person is not in the channel' : 'Nils is not in the channel',
      ],
    ])('cannot be %s, and the form says so', async (_who, name, words) => {
      cast(world());
      expect(await choose(name)).toContain(words);
    });

    test('a session is not handed over to a guest', async () => {
      cast(world());
      const [ben] = people(world(), 'Ben');
      await plan(world(), ben);
      await tap(world(), world().platform.person('Fay'), 'Count me in');
      for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-01', time);
      await openForm(world(), ben, 'Hand over', { in: sessionIn(world()).desk('Ben') });
      await ben.pickUser('Who leads on?', 'Gil');
      expect(await ben.submit()).toMatchObject({ closed: false });
      expect(ben.view?.text).toContain('Gil cannot lead');
    });
  });
});

describe('on Slack', () => {
  const world = worldForEachTest();

  test('the bot cannot lead, and the form says so', async () => {
    const [ben] = people(world(), 'Ben');
    await openPlanning(world(), ben);
    await openForm(world(), ben, 'People and place');
    await ben.pickUser('Who leads?', 'Microtraining');
    await ben.submit();
    expect(ben.view?.text).toContain('Microtraining cannot lead');
  });

  test('a press that is told twice is carried out once', async () => {
    cast(world());
    const [ben] = people(world(), 'Ben');
    await begin(world());
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
});
