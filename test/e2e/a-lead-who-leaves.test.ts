import { describe, expect, test } from '@jest/globals';
import { openForm, openPlanning, plan } from '../../src/sandbox/demo/stage.ts';
import type { Actor } from '../../src/sandbox/platform.ts';
import {
  announcementsIn,
  begun,
  nextNote,
  noteTo,
  planned,
  sessionIn,
} from '../support/session-in-channel.ts';
import { type AnyWorld, locally, onEachPlatform, people, worldForEachTest } from '../support/world.ts';

const channel = 'team-sales';
const suspiciousMail = { howOften: 'Its series', date: '2026-12-03' };

/** What the channel is told when a series has lost its lead; each such message once. */
const told = ({ platform }: AnyWorld): string[] =>
  platform
    .channel(channel)
    .messages.filter(({ firstPush }) => firstPush.includes(' has left'))
    .map(({ plainText }) => plainText);
const announced = (world: AnyWorld): string => announcementsIn(world)[0]?.plainText ?? '';

const leaves = async (world: AnyWorld, who: string): Promise<void> => {
  locally(world, {
    slack: (slack) => slack.channel(channel).remove(who),
    teams: (teams) => teams.team('Sales').removeMember(who),
  });
  await world.noticed();
};

const comesBack = (world: AnyWorld, who: string): void =>
  locally(world, {
    slack: (slack) => slack.channel(channel).invite(who),
    teams: (teams) => teams.team('Sales').addMember(who),
  });

/** The platform tells once more that somebody has left. */
const isToldAgain = async (world: AnyWorld): Promise<void> => {
  await locally(world, {
    slack: async (slack) => void (await slack.redeliver('member_left_channel')),
    teams: async (teams) => void (await teams.redeliver('conversationUpdate')),
  });
  await world.noticed();
};

const list = async (person: Actor): Promise<string> => {
  await person.command(channel, 'list');
  return noteTo(person) ?? '';
};

/** Ana plans the series; under `field` of the people's form she names somebody else. */
const planWith = async (world: AnyWorld, who: string, field = 'Who else may lead?'): Promise<void> => {
  const [ana] = people(world, 'Ana');
  await openPlanning(world, ana, 'schedule "Spot the phish" every tue,thu 10:00 x4');
  await openForm(world, ana, 'People and place');
  await ana.pickUser(field, who);
  await ana.submit();
  await world.platform.until(() => ana.view?.title === 'Plan a session');
  expect((await ana.submit()).closed).toBe(true);
  await world.settled();
};

onEachPlatform((world) => {
  describe('a lead who left:', () => {
    test('the channel is told once, the series pauses, and whoever presses leads it from the next date on', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      await plan(world(), ana, suspiciousMail);
      await caro.click('Count me in', { in: channel });

      await leaves(world(), 'Ana');

      expect(told(world())).toEqual(["Ana has left, so Suspicious mail pauses.\n[I'll lead]"]);
      expect(announced(world())).toContain('Paused. The next dates come when it goes on.');
      await world().moveTo('2026-12-04', '12:00');
      expect(sessionIn(world(), 'Why us, why mail?').findCard()).toBeUndefined();

      expect(await nextNote(world(), ben, channel, () => ben.click("I'll lead", { in: channel }))).toMatch(
        /^You lead Suspicious mail now\.\sNext on Tue 8 Dec, 10:00\.$/,
      );
      await world().settled();

      expect(told(world())).toEqual(['Ben leads Suspicious mail now.\nNext on Tue 8 Dec, 10:00.']);
      expect(announced(world())).toContain('from Tue 8 Dec');
      await world().moveTo('2026-12-08', '09:50');
      expect(sessionIn(world(), 'Why us, why mail?').desk('Ben').plainText).toContain('You lead');
      await world().moveTo('2026-12-08', '10:00');
      expect(sessionIn(world(), 'Why us, why mail?').prompt(1).mentions).toEqual([caro.id]);
    });

    test('told again, and late, changes nothing', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await leaves(world(), 'Ana');
      await isToldAgain(world());
      expect(told(world())).toHaveLength(1);

      await ben.click("I'll lead", { in: channel });
      await world().settled();
      comesBack(world(), 'Ana');
      await isToldAgain(world());

      expect(told(world())).toEqual(['Ben leads Suspicious mail now.\nNext on Thu 3 Dec, 10:00.']);
      expect(await nextNote(world(), ana, channel, () => ana.command(channel, 'list'))).toContain('with Ben');
    });

    test('two who press at once: one of them leads, the other is told', async () => {
      const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
      await plan(world(), ana, suspiciousMail);
      await leaves(world(), 'Ana');

      await Promise.all([ben, caro].map((person) => person.click("I'll lead", { in: channel })));
      await world().settled();
      const notes = () => [ben, caro].map((person) => noteTo(person));
      await world().platform.until(() => notes().every((note) => note !== undefined));

      expect(notes().filter((note) => note?.startsWith('You lead'))).toHaveLength(1);
      expect(notes()).toContain('Somebody leads it already.');
    });

    test('the other lead leads instead, the desk goes there, and nobody is told anything', async () => {
      const [ben] = people(world(), 'Ben');
      await planWith(world(), 'Ben');
      await world().moveTo('2026-12-01', '09:50');
      const session = sessionIn(world(), 'Why us, why mail?');

      await leaves(world(), 'Ana');

      expect(told(world())).toEqual([]);
      expect(session.desk('Ben').plainText).toContain('[Start now]');
      expect(session.card().plainText).toContain('With Ben');
      expect(await list(ben)).toMatch(/Thu 3 Dec, 10:00 · with Ben/);
    });

    test('the other lead who has left, too, leads nothing', async () => {
      await planWith(world(), 'Ben');
      await leaves(world(), 'Ben');

      await leaves(world(), 'Ana');

      expect(told(world())).toEqual(["Ana has left, so Suspicious mail pauses.\n[I'll lead]"]);
    });

    test('a single session keeps its date; whoever presses first leads it', async () => {
      const [ben] = people(world(), 'Ben');
      await planned(world(), 'Ben');

      await leaves(world(), 'Ana');
      expect(told(world())).toEqual([
        "Ana has left. Nobody leads Spot the phish on Tue 1 Dec, 10:00.\n[I'll lead]",
      ]);
      await ben.click("I'll lead", { in: channel });
      await world().settled();

      expect(told(world())).toEqual(['Ben leads Spot the phish now.\nNext on Tue 1 Dec, 10:00.']);
      await world().moveTo('2026-12-01', '09:50');
      expect(sessionIn(world()).desk('Ben').plainText).toContain('[Start now]');
    });

    test('a single session that nobody takes begins on time, and the bot keeps the time', async () => {
      await planned(world(), 'Ben');
      await leaves(world(), 'Ana');

      await world().moveTo('2026-12-01', '09:50');
      expect(sessionIn(world()).card().plainText).toContain("Ana can't lead today.");
      await world().moveTo('2026-12-01', '10:00');

      expect(sessionIn(world()).prompt(1).plainText).toContain('1 · Active start');
    });

    test('in mid-session the bot finishes on time, and whoever presses leads', async () => {
      const [ben] = people(world(), 'Ben');
      const session = await begun(world(), 'Ben', 'Caro', 'Dev');

      await leaves(world(), 'Ana');
      expect(session.card().plainText).toContain("[I'll lead]");
      await world().moveTo('2026-12-01', '10:03');
      await ben.click("I'll lead", { in: session.card() });
      await world().settled();

      expect(session.desk('Ben').plainText).toContain('[Next]');
      expect(session.card().plainText).not.toContain("[I'll lead]");
      for (const time of ['10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);
      expect(session.findRecap()).toBeDefined();
    });

    test('a series that they only planned goes on under its lead', async () => {
      await planWith(world(), 'Ben', 'Who leads?');

      await leaves(world(), 'Ana');

      expect(told(world())).toEqual([]);
      expect(announced(world())).not.toContain('Paused');
    });
  });

  describe('a participant who left', () => {
    test('is not called any more, and the answers stay', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, { howOften: 'Its series', date: '2026-12-01' });
      for (const name of ['Ben', 'Caro', 'Dev']) {
        await world().platform.person(name).click('Count me in', { in: channel });
      }
      await world().settled();
      for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-01', time);
      const first = sessionIn(world(), 'Why us, why mail?');
      await ben.click(ben.buttons({ in: first.prompt(1) })[0]!, { in: first.prompt(1) });
      await world().settled();

      await leaves(world(), 'Ben');

      await world().moveTo('2026-12-01', '10:02');
      expect(first.prompt(1).plainText).toContain('One answer');
      for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-03', time);
      const mentions = sessionIn(world()).prompt(1).mentions;
      expect(mentions).toEqual([world().platform.person('Caro').id, world().platform.person('Dev').id]);
    });
  });
});

describe('on Slack', () => {
  const world = worldForEachTest();

  test('a lead’s leaving that is told while Slack has trouble, it is told again until it is done', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);
    world().slack.faults.next('conversations.members', { kind: '5xx', when: 'before' });

    await leaves(world(), 'Ana');

    const tries = world().slack.traffic.filter(({ name }) => name === 'event member_left_channel');
    expect(tries.map(({ status }) => status)).toEqual([500, 200]);
    expect(told(world())).toHaveLength(1);
  });

  describe('an account that is switched off', () => {
    test('leads nothing any more, in any channel, and is not called', async () => {
      const [ana, ben] = people(world(), 'Ana', 'Ben');
      await plan(world(), ana, suspiciousMail);
      await plan(world(), ana, { channel: 'random', what: 'Why us' });
      await ben.click('Count me in', { in: channel });

      world().slack.deactivate('Ana');
      await world().noticed();
      world().slack.deactivate('Ben');
      await world().noticed();

      expect(told(world())).toHaveLength(1);
      const elsewhere = world().slack.channel('random').messages;
      expect(elsewhere.at(-1)?.plainText).toContain('Ana has left. Nobody leads');
      await world().slack.redeliver('user_change');
      await world().noticed();
      expect(told(world())).toHaveLength(1);
      await world().moveTo('2026-11-30', '09:05');
      expect(announced(world())).not.toContain('1 is in');
    });

    test('that only changes its name is called by the new one', async () => {
      await planned(world(), 'Ben');

      world().slack.renamePerson('Ana', 'Anna');
      await world().noticed();
      await world().moveTo('2026-12-01', '09:50');

      expect(sessionIn(world()).card().plainText).toContain('With Anna');
    });
  });
});
