import { describe, expect, test } from '@jest/globals';
import { plan, tap } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import type { Channel as SlackChannel } from '../../src/sandbox/slack/control.ts';
import type { Team, Channel as TeamsChannel } from '../../src/sandbox/teams/control.ts';
import { reportOf } from '../support/delivery-report.ts';
import { announcementsIn, begun, nextNote, sessionIn } from '../support/session-in-channel.ts';
import { type AnyWorld, locally, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const sales = 'team-sales';
const suspiciousMail = { howOften: 'Its series', date: '2026-12-03' };

/** What leads were told about a channel that is closed to the bot. */
const told = ({ platform }: AnyWorld, who = 'Ana'): string[] =>
  platform
    .directMessages(who)
    .filter(({ firstPush }) => firstPush.startsWith("I can't post in #"))
    .map(({ plainText }) => plainText);
/** Messages, edits and deletions that the platform refused since `from`. */
const refused = ({ platform }: AnyWorld, from = 0) =>
  platform.traffic
    .slice(from)
    .filter(
      ({ kind, error, name }) =>
        kind === 'call' && error !== undefined && /^(chat\.|send|reply|create|update|delete)/.test(name),
    );

/** What happens to a channel: in Teams to its team as well. */
type Happens = {
  slack: (channel: SlackChannel) => void;
  teams: (team: Team, channel: TeamsChannel) => void;
};
const botIsRemoved: Happens = {
  slack: (channel) => channel.remove('bot'),
  teams: (team) => team.uninstall(),
};
const botIsBack: Happens = { slack: (channel) => channel.invite('bot'), teams: (team) => team.install() };
const isArchived: Happens = { slack: (channel) => channel.archive(), teams: (team) => team.archive() };
const isOpenAgain: Happens = { slack: (channel) => channel.unarchive(), teams: (team) => team.unarchive() };

/** @param name of the channel */
const happens = async (world: AnyWorld, what: Happens, name = sales): Promise<void> => {
  locally(world, {
    slack: (slack) => what.slack(slack.channel(name)),
    teams: (teams) => what.teams(teams.team('Sales'), teams.channel(name)),
  });
  await world.noticed();
};

/** Nobody tells the bot of what happens to channels, or again. */
const eventsAreLost = (world: AnyWorld, lost = true): void =>
  locally(world, {
    slack: (slack) => slack.loseEvents(...(lost ? ['channel_archive', 'channel_unarchive'] : [])),
    teams: (teams) => teams.loseActivities(...(lost ? ['conversationUpdate'] : [])),
  });

const resume = async (world: AnyWorld, person: Actor, channel = sales): Promise<string | undefined> => {
  await person.command(channel, 'list');
  const note = person.sees(channel).findLast(({ ephemeral }) => ephemeral);
  const answer = await nextNote(world, person, channel, () => person.click('Resume', { in: note! }));
  await world.settled();
  return answer;
};

onEachPlatform((world, platform) => {
  const goOn =
    platform === 'Teams'
      ? 'Add the app Microtraining again, then @Microtraining list and Resume.'
      : 'Invite me again with /invite @Microtraining, then /microtraining list and Resume.';

  describe('a channel that the bot is removed from', () => {
    test('stops at once, its lead is told once, and it goes on after Resume', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await ben.click('Count me in', { in: 'team-sales' });
      await world().settled();

      await happens(world(), botIsRemoved);

      expect(told(world())).toEqual([
        `I was removed from #team-sales.\nWhat you lead there stops until somebody goes on with it:\n• Suspicious mail\n${goOn}`,
      ]);
      await locally(world(), {
        slack: async (slack) => void (await slack.redeliver('channel_left')),
        teams: async (teams) => void (await teams.redeliver('installationUpdate')),
      });
      await world().moveTo('2026-12-04', '12:00');
      await world().noticed();
      expect(told(world())).toHaveLength(1);
      expect(refused(world())).toEqual([]);

      await happens(world(), botIsBack);
      expect(announcementsIn(world())[0]?.plainText).toContain('Paused.');
      expect(await resume(world(), ana)).toBe('Suspicious mail goes on: next on Tue 8 Dec, 10:00.');
      for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-08', time);
      expect(sessionIn(world(), 'Why us, why mail?').prompt(1).mentions).toEqual([ben.id]);
    });

    test('tells a lead of everything in one message, and each lead of their own', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await plan(world(), ana, { date: '2026-12-02', time: '14:00' });
      await plan(world(), ben, { date: '2026-12-02', time: '16:00', what: 'Why us' });

      await happens(world(), botIsRemoved);

      expect(told(world())).toHaveLength(1);
      expect(told(world())[0]).toContain('• Spot the phish\n• Suspicious mail');
      expect(told(world(), 'Ben')[0]).toContain('• Why us, why mail?\n');
      await happens(world(), botIsBack);
      await ana.command('team-sales', 'list');
      expect(ana.sees('team-sales').at(-1)?.text).toContain('Spot the phish');
    });

    test('is private, so that it cannot even be seen any more', async () => {
      const [ana] = people(world(), 'Ana');
      const members = ['Ana', 'Ben'];
      locally(world(), {
        slack: (slack) => void slack.addChannel('secret', { isPrivate: true, members }),
        teams: (teams) =>
          void teams.team('Sales').addChannel('secret', { kind: 'private', members, installed: true }),
      });
      await plan(world(), ana, { channel: 'secret' });

      await happens(
        world(),
        { slack: (channel) => channel.remove('bot'), teams: (_, channel) => channel.uninstall() },
        'secret',
      );

      expect(told(world())[0]).toContain('I was removed from #secret.');
      await world().moveTo('2026-12-01', '10:00');
      expect(refused(world())).toEqual([]);
    });

    test('holds a single session, which keeps its date if that is still to come', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, { date: '2026-12-02' });
      await happens(world(), botIsRemoved);
      await happens(world(), botIsBack);
      expect(await resume(world(), ana)).toBe('Spot the phish goes on: next on Wed 2 Dec, 10:00.');

      await happens(world(), botIsRemoved);
      await world().moveTo('2026-12-02', '12:00');
      await happens(world(), botIsBack);
      expect(await resume(world(), ana)).toBe('Spot the phish goes on: next on Wed 9 Dec, 10:00.');
      expect(told(world())).toHaveLength(2);
    });
  });

  describe('a channel that is archived in mid-session', () => {
    test('breaks it off: nothing more is tried, and the lead is told', async () => {
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      const before = session.thread().length;

      await happens(world(), isArchived);
      for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);

      expect(session.thread()).toHaveLength(before);
      expect(refused(world())).toEqual([]);
      expect(told(world())).toEqual([
        '#team-sales is archived.\nSpot the phish was broken off, without a recap.',
      ]);
      const [desk] = world().platform.directMessages('Ana');
      expect(desk?.plainText).toBe('Spot the phish · broken off 10:00: I could not post here any more');
      expect(await reportOf(world())).toMatchObject({ refused: [], running: [], setAside: [] });
    });

    test('shows on its card that it was broken off, once it is open again', async () => {
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      await happens(world(), isArchived);
      expect(session.card().plainText).toContain('running until');

      await happens(world(), isOpenAgain);

      expect(session.card().plainText).toBe(
        'Spot the phish · broken off 10:00: I could not post here any more',
      );
    });

    test('and opened again before the event is told: it goes on', async () => {
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      eventsAreLost(world());
      await happens(world(), isArchived);
      await happens(world(), isOpenAgain);

      await world().moveTo('2026-12-01', '10:03');

      expect(session.findPrompt(2)).toBeDefined();
    });

    test('leads to the same when nobody tells of it: the first refusal does', async () => {
      const [ana] = people(world(), 'Ana');
      await plan(world(), ana, suspiciousMail);
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');
      eventsAreLost(world());
      await happens(world(), isArchived);
      const from = world().platform.traffic.length;

      for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);
      await world().moveTo('2026-12-03', '10:00');

      expect(refused(world(), from).length).toBeLessThanOrEqual(2);
      expect(await reportOf(world())).toMatchObject({ refused: [], running: [] });
      expect(told(world())).toHaveLength(1);
      expect(told(world())[0]).toContain('• Suspicious mail');
      expect(session.findPrompt(2)).toBeUndefined();

      eventsAreLost(world(), false);
      await happens(world(), isOpenAgain);
      expect(await resume(world(), ana)).toBe('Suspicious mail goes on: next on Tue 8 Dec, 10:00.');
    });
  });

  test('a channel that is deleted stops, and its lead is told', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);

    await happens(world(), { slack: (channel) => channel.delete(), teams: (_, channel) => channel.delete() });
    await world().moveTo('2026-12-03', '10:00');

    expect(told(world())[0]).toContain("I can't get into #team-sales any more.");
    expect(refused(world())).toEqual([]);
  });

  test('a channel that is renamed is called by its new name from the next message on', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana);

    await happens(world(), {
      slack: (channel) => channel.rename('team-success'),
      teams: (_, channel) => channel.rename('team-success'),
    });
    await world().moveTo('2026-12-01', '09:50');

    expect(sessionIn(world(), 'Spot the phish', 'team-success').desk().plainText).toContain(
      'in #team-success',
    );
  });
});

describe('on Slack', () => {
  const world = worldForEachTest();

  test('cannot be resumed before the bot is back', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);
    await happens(world(), botIsRemoved);

    expect(await resume(world(), ana)).toBe(
      "I can't post in the channel. Type /invite @Microtraining there first.",
    );
  });

  test('a channel that the bot is removed from before the announcement is out gets it after Resume', async () => {
    const [ana] = people(world(), 'Ana');
    world().slack.loseEvents('channel_left');
    await ana.command('team-sales', 'schedule');
    await world().slack.until(() => ana.view);
    world().slack.channel(sales).remove('bot');
    await ana.submit();
    await world().settled();
    expect(announcementsIn(world())).toEqual([]);
    expect(told(world())).toHaveLength(1);

    await happens(world(), botIsBack);
    await resume(world(), ana);

    expect(announcementsIn(world())).toHaveLength(1);
  });

  test('a channel that is made private goes on for its members', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');

    world().slack.channel(sales).makePrivate();
    await world().noticed();
    await world().moveTo('2026-12-01', '10:03');

    expect(session.findPrompt(2)).toBeDefined();
  });

  describe('an id that changed:', () => {
    test('everything goes on under the new one, and what was posted is still edited', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      const channel = world().slack.addChannel('secret', { isPrivate: true });
      await plan(world(), ana, { channel: 'secret' });
      await ben.click('Count me in', { in: 'secret' });
      for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-01', time);
      const session = sessionIn(world(), 'Spot the phish', 'secret');

      channel.changeId('C0SHARED');
      await world().noticed();
      await tap(world(), ben, '4', { in: session.prompt(1) });
      await world().moveTo('2026-12-01', '10:02');
      expect(session.prompt(1).edits).toBeGreaterThan(0);
      for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);

      expect(session.card().plainText).toContain('done 10:15');
      expect(session.findRecap()).toBeDefined();
      await world().slack.redeliver('channel_id_changed');
      await world().noticed();
      expect(refused(world())).toEqual([]);
      expect(told(world())).toEqual([]);
    });

    test('a message that was on its way to the old one arrives', async () => {
      const [ana] = people(world(), 'Ana');
      const channel = world().slack.addChannel('secret', { isPrivate: true });
      await plan(world(), ana, { channel: 'secret' });
      world().slack.faults.next('chat.postMessage', {
        kind: 'error',
        when: 'before',
        code: 'channel_not_found',
      });

      channel.changeId('C0SHARED');
      await world().noticed();
      await world().moveTo('2026-12-01', '09:50');

      await world().slack.until(() => sessionIn(world(), 'Spot the phish', 'secret').findCard());
      expect(told(world())).toEqual([]);
    });
  });
});
