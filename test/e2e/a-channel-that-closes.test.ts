import { describe, expect, test } from '@jest/globals';
import { readDeliveryReport } from '../../src/postgres/report.ts';
import { tap } from '../../src/sandbox/demo/stage.ts';
import type { Channel, Person } from '../../src/sandbox/slack/control.ts';
import { announcementsIn, begun, nextNote, plan, sessionIn } from '../support/session-in-channel.ts';
import { people, type World, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();
const sales = (): Channel => world().slack.channel('team-sales');
const suspiciousMail = { howOften: 'Its series', date: '2026-12-03' };

/** What leads were told about a channel that is closed to the bot. */
const told = ({ slack }: World, who = 'Ana'): string[] =>
  slack
    .directMessages(who)
    .filter(({ text }) => text.startsWith("I can't post in #"))
    .map(({ plainText }) => plainText);
const report = () => readDeliveryReport(world().database.pool, world().clock.now());
/** Calls that Slack refused since `from`. */
const refused = (from = 0) =>
  world()
    .slack.traffic.slice(from)
    .filter(({ kind, error, name }) => kind === 'call' && error !== undefined && name.startsWith('chat.'));
const happens = async (what: (channel: Channel) => void, channel = sales()): Promise<void> => {
  what(channel);
  await world().noticed();
};

const resume = async (person: Person, channel = 'team-sales'): Promise<string | undefined> => {
  await person.command(channel, 'list');
  const note = person.sees(channel).findLast(({ ephemeral }) => ephemeral);
  const answer = await nextNote(world(), person, channel, () => person.click('Resume', { in: note! }));
  await world().settled();
  return answer;
};

describe('a channel that the bot is removed from', () => {
  test('stops at once, its lead is told once, and it goes on after Resume', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana, suspiciousMail);
    await ben.click('Count me in', { in: 'team-sales' });
    await world().settled();

    await happens((channel) => channel.remove('bot'));

    expect(told(world())).toEqual([
      'I was removed from #team-sales.\nWhat you lead there stops until somebody goes on with it:\n• Suspicious mail\nInvite me again with /invite @Microtraining, then /microtraining list and Resume.',
    ]);
    await world().slack.redeliver('channel_left');
    await world().moveTo('2026-12-04', '12:00');
    await world().noticed();
    expect(told(world())).toHaveLength(1);
    expect(refused()).toEqual([]);

    await happens((channel) => channel.invite('bot'));
    expect(announcementsIn(world())[0]?.plainText).toContain('Paused.');
    expect(await resume(ana)).toBe('Suspicious mail goes on: next on Tue 8 Dec, 10:00.');
    for (const time of ['09:50', '10:00']) await world().moveTo('2026-12-08', time);
    expect(sessionIn(world(), 'Why us, why mail?').prompt(1).mentions).toEqual([ben.id]);
  });

  test('cannot be resumed before the bot is back', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);
    await happens((channel) => channel.remove('bot'));

    expect(await resume(ana)).toBe("I can't post in the channel. Type /invite @Microtraining there first.");
  });

  test('tells a lead of everything in one message, and each lead of their own', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana, suspiciousMail);
    await plan(world(), ana, { date: '2026-12-02', time: '14:00' });
    await plan(world(), ben, { date: '2026-12-02', time: '16:00', what: 'Why us' });

    await happens((channel) => channel.remove('bot'));

    expect(told(world())).toHaveLength(1);
    expect(told(world())[0]).toContain('• Spot the phish\n• Suspicious mail');
    expect(told(world(), 'Ben')[0]).toContain('• Why us, why mail?\n');
    await happens((channel) => channel.invite('bot'));
    await ana.command('team-sales', 'list');
    expect(ana.sees('team-sales').at(-1)?.text).toContain('Spot the phish');
  });

  test('is private, so that it cannot even be seen any more', async () => {
    const [ana] = people(world(), 'Ana');
    const secret = world().slack.addChannel('secret', { isPrivate: true, members: ['Ana', 'Ben'] });
    await plan(world(), ana, { channel: 'secret' });

    await happens((channel) => channel.remove('bot'), secret);

    expect(told(world())[0]).toContain('I was removed from #secret.');
    await world().moveTo('2026-12-01', '10:00');
    expect(refused()).toEqual([]);
  });

  test('holds a single session, which keeps its date if that is still to come', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, { date: '2026-12-02' });
    await happens((channel) => channel.remove('bot'));
    await happens((channel) => channel.invite('bot'));
    expect(await resume(ana)).toBe('Spot the phish goes on: next on Wed 2 Dec, 10:00.');

    await happens((channel) => channel.remove('bot'));
    await world().moveTo('2026-12-02', '12:00');
    await happens((channel) => channel.invite('bot'));
    expect(await resume(ana)).toBe('Spot the phish goes on: next on Wed 9 Dec, 10:00.');
    expect(told(world())).toHaveLength(2);
  });
});

describe('a channel that is archived in mid-session', () => {
  test('breaks it off: nothing more is tried, and the lead is told', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    const before = session.thread().length;

    await happens((channel) => channel.archive());
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);

    expect(session.thread()).toHaveLength(before);
    expect(refused()).toEqual([]);
    expect(told(world())).toEqual([
      '#team-sales is archived.\nSpot the phish was broken off, without a recap.',
    ]);
    const [desk] = world().slack.directMessages('Ana');
    expect(desk?.plainText).toBe('Spot the phish · broken off 10:00: I could not post here any more');
    expect(await report()).toMatchObject({ refused: [], running: [], setAside: [] });
  });

  test('shows on its card that it was broken off, once it is open again', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    await happens((channel) => channel.archive());
    expect(session.card().plainText).toContain('running until');

    await happens((channel) => channel.unarchive());

    expect(session.card().plainText).toBe(
      'Spot the phish · broken off 10:00: I could not post here any more',
    );
  });

  test('and opened again before the event is told: it goes on', async () => {
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.loseEvents('channel_archive', 'channel_unarchive');
    sales().archive();
    sales().unarchive();

    await world().moveTo('2026-12-01', '10:03');

    expect(session.findPrompt(2)).toBeDefined();
  });

  test('leads to the same when nobody tells of it: the first refusal does', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, suspiciousMail);
    const session = await begun(world(), 'Ben', 'Caro', 'Dev');
    world().slack.loseEvents('channel_archive');
    await happens((channel) => channel.archive());
    const from = world().slack.traffic.length;

    for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);
    await world().moveTo('2026-12-03', '10:00');

    expect(refused(from).length).toBeLessThanOrEqual(2);
    expect(await report()).toMatchObject({ refused: [], running: [] });
    expect(told(world())).toHaveLength(1);
    expect(told(world())[0]).toContain('• Suspicious mail');
    expect(session.findPrompt(2)).toBeUndefined();

    await happens((channel) => channel.unarchive());
    expect(await resume(ana)).toBe('Suspicious mail goes on: next on Tue 8 Dec, 10:00.');
  });
});

test('a channel that the bot is removed from before the announcement is out gets it after Resume', async () => {
  const [ana] = people(world(), 'Ana');
  world().slack.loseEvents('channel_left');
  await ana.command('team-sales', 'schedule');
  await world().slack.until(() => ana.view);
  sales().remove('bot');
  await ana.submit();
  await world().settled();
  expect(announcementsIn(world())).toEqual([]);
  expect(told(world())).toHaveLength(1);

  await happens((channel) => channel.invite('bot'));
  await resume(ana);

  expect(announcementsIn(world())).toHaveLength(1);
});

test('a channel that is deleted stops, and its lead is told', async () => {
  const [ana] = people(world(), 'Ana');
  await plan(world(), ana, suspiciousMail);

  await happens((channel) => channel.delete());
  await world().moveTo('2026-12-03', '10:00');

  expect(told(world())[0]).toContain("I can't get into #team-sales any more.");
  expect(refused()).toEqual([]);
});

test('a channel that is renamed is called by its new name from the next message on', async () => {
  const [ana] = people(world(), 'Ana');
  await plan(world(), ana);

  await happens((channel) => channel.rename('team-success'));
  await world().moveTo('2026-12-01', '09:50');

  expect(sessionIn(world(), 'Spot the phish', 'team-success').desk().plainText).toContain('in #team-success');
});

test('a channel that is made private goes on for its members', async () => {
  const session = await begun(world(), 'Ben', 'Caro', 'Dev');

  await happens((channel) => channel.makePrivate());
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

    await happens((one) => one.changeId('C0SHARED'), channel);
    await tap(world(), ben, '4', { in: session.prompt(1) });
    await world().moveTo('2026-12-01', '10:02');
    expect(session.prompt(1).edits).toBeGreaterThan(0);
    for (const time of ['10:03', '10:09', '10:13', '10:15']) await world().moveTo('2026-12-01', time);

    expect(session.card().plainText).toContain('done 10:15');
    expect(session.findRecap()).toBeDefined();
    await world().slack.redeliver('channel_id_changed');
    await world().noticed();
    expect(refused()).toEqual([]);
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

    await happens((one) => one.changeId('C0SHARED'), channel);
    await world().moveTo('2026-12-01', '09:50');

    await world().slack.until(() => sessionIn(world(), 'Spot the phish', 'secret').findCard());
    expect(told(world())).toEqual([]);
  });
});
