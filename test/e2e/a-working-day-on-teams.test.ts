import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../src/sandbox/teams/control.ts';
import { announcementsIn, begun, planned, sessionIn } from '../support/session-in-channel.ts';
import { openTeamsWorld } from '../support/teams-world.ts';
import { newForEachTest } from '../support/world.ts';

const world = newForEachTest((database) =>
  openTeamsWorld(database, { admins: ['Dev@Sandbox.example', 'somebody@else.example'] }),
);
const place = 'team-sales';
const person = (name: string) => world().teams.person(name);

/** What the bot has said to somebody, the last one last. */
const saidTo = (one: Person, where: string) =>
  one.sees(where).filter(({ author }) => author === 'Microtraining');
const lastTo = (one: Person, where: string) => saidTo(one, where).at(-1)?.text ?? '';
const answerTo = async (one: Person, where: string, text: string, words: string): Promise<string> => {
  const before = saidTo(one, where).length;
  one.say(where, text);
  const isAnswered = () => saidTo(one, where).length > before && lastTo(one, where).includes(words);
  await world().teams.until(isAnswered, { because: `"${text}" is answered` });
  return lastTo(one, where);
};
const rowsOf = async (sql: string) => (await world().database.pool.query(sql)).rows;

describe('Words behind the command', () => {
  test.each(['@Microtraining schedule', '@Microtraining microtraining schedule'])(
    'fill in the form that its button opens: %s',
    async (command) => {
      const ana = person('Ana');
      await answerTo(ana, place, `${command} "Spot the phish" tue,thu 10:00 x6`, 'What you typed is kept');
      await ana.click('Plan a session');
      expect(ana.dialog?.text).toContain(
        'Understood: "Spot the phish" · Tue and Thu · at 10:00 · 6 sessions',
      );
      expect(ana.dialog?.text).toContain('Tue 1 Dec 10:00 · Thu 3 · Tue 8');
      await ana.click('Plan it');
      await world().settled();
      expect(announcementsIn(world())[0]?.plainText).toContain('Suspicious mail');
    },
  );

  test('are changed in that form, which shows the new dates before it is planned', async () => {
    const ana = person('Ana');
    await answerTo(
      ana,
      place,
      '@Microtraining schedule "Spot the phish" tue 10:00',
      'What you typed is kept',
    );
    await ana.click('Plan a session');
    ana.set('When? The time', '11:30');
    await ana.click('Plan it');
    expect(ana.dialog?.text).toContain('Tue 1 Dec 11:30');
    expect(announcementsIn(world())).toEqual([]);
    await ana.click('Plan it');
    await world().settled();
    expect(announcementsIn(world())[0]?.plainText).toContain('11:30');
  });

  test('begin a session at once, and meet no word that is not known without one that is', async () => {
    const ana = person('Ana');
    await answerTo(ana, place, '@Microtraining lsit', 'Did you mean list?');
    await answerTo(ana, place, '@Microtraining start "Spot the phish"', 'Spot the phish begins');
    await world().settled();
    expect(sessionIn(world()).prompt(1).plainText).toContain('how many warning signs');
    expect(sessionIn(world()).desk().plainText).toContain('[Next]');
  });
});

describe('What is planned', () => {
  test('is listed for who asks alone, and moved and cancelled from there', async () => {
    const ana = person('Ana');
    await planned(world(), 'Ben');
    const list = await answerTo(ana, place, '@Microtraining list', 'Spot the phish · Tue 1 Dec, 10:00');
    expect(list).toContain('with Ana');
    await ana.click('Move', { in: place });
    ana.set('New time The time', '11:00');
    await ana.submit();
    expect(ana.dialog?.text).toBeUndefined();
    await world().moveTo('2026-11-30', '09:02');
    expect(announcementsIn(world())[0]?.plainText).toContain('11:00');
    await answerTo(ana, place, '@Microtraining list', 'Spot the phish · Tue 1 Dec, 11:00');
    await ana.click('Cancel', { in: place });
    expect(ana.dialog?.text).toContain('does not take place');
    await ana.submit();
    await world().moveTo('2026-11-30', '09:04');
    expect(announcementsIn(world())[0]?.plainText).toContain('Ended by Ana.');
  });

  test('for oneself stands in the chat with the bot, on a page of its own', async () => {
    await planned(world(), 'Ben');
    const page = await answerTo(person('Ben'), 'dm', 'list', 'Spot the phish');
    expect(page).toContain('10:00');
  });
});

describe('The settings of a channel', () => {
  const open = async (name: string) => {
    const one = person(name);
    await answerTo(one, place, '@Microtraining settings', 'Settings of this channel');
    await one.click('Settings', { in: place });
    return one;
  };

  test('are saved, and offer nothing that Teams has not', async () => {
    const ana = await open('Ana');
    expect(ana.dialog?.text).not.toContain('What the channel itself shows');
    ana.set('Days without a session', '24 Dec - 2 Jan');
    ana.choose('From', '07:30');
    expect(await ana.submit()).toMatchObject({ status: 200 });
    expect(ana.dialog).toBeUndefined();
    await world().teams.until(() => lastTo(ana, place).includes('Saved'));
    expect(await rowsOf(`select style, working_hours ->> 'from' as begin from channel_settings`)).toEqual([
      { style: 'normal', begin: '07:30' },
    ]);
  });

  test('say who may do what to everybody, and let those change it who are admins by the bot’s settings', async () => {
    expect((await open('Ana')).dialog?.text).toContain('Every member may plan here');
    const dev = await open('Dev');
    expect(dev.dialog?.text).not.toContain('Every member may plan here; an admin');
    dev.choose('Who may plan', 'Only');
    dev.choose('Leads', 'Ana');
    expect(await dev.submit()).toMatchObject({ status: 200 });
    expect(dev.dialog).toBeUndefined();
    await answerTo(person('Ben'), place, '@Microtraining schedule', 'lead');
    expect(await rowsOf('select planners, leads from channel_settings')).toEqual([
      { planners: 'leads', leads: [person('Ana').aadObjectId] },
    ]);
  });
});

describe('What is stored about somebody', () => {
  const open = async (one: Person) => {
    await answerTo(one, place, '@Microtraining privacy', 'for you alone to see');
    await one.click('What is stored about me', { in: place });
  };

  test('is counted, shown as text for there are no files, and gone when it is deleted, with how to reach them', async () => {
    const session = await begun(world(), 'Ben', 'Caro');
    const ben = person('Ben');
    await ben.click('4', { in: session.prompt(1).id });
    await open(ben);
    expect(ben.dialog?.text).toContain('1 answer: 1 choice');
    expect(ben.dialog?.text).toContain('how I reach you');
    await ben.click('Export');
    expect(ben.dialog?.text).toContain("I can't send files here");
    expect(ben.dialog?.text).toContain('"schema": "microtraining/own-data"');
    ben.close();
    await open(ben);
    await ben.click('Delete…');
    await ben.click('Delete');
    expect(ben.dialog?.text).toContain('Nothing is stored about you');
    await world().settled();
    const { aadObjectId } = ben;
    expect(await rowsOf(`select 1 from teams_people where id = '${aadObjectId}'`)).toEqual([]);
    expect(await rowsOf(`select 1 from answers where member_id = '${aadObjectId}'`)).toEqual([]);
    // Who goes on is known again by what they do.
    expect(await ben.click('3', { in: session.prompt(1).id })).toMatchObject({ status: 200 });
    expect(await rowsOf(`select 1 from answers where member_id = '${aadObjectId}'`)).toHaveLength(1);
  });
});

test('A lead with few who signed up is not offered to show the start in the channel, which Teams cannot', async () => {
  await planned(world(), 'Ben');
  for (const time of ['09:50', '09:58']) await world().moveTo('2026-12-01', time);
  const { plainText } = sessionIn(world()).desk();
  expect(plainText).toContain('[Start anyway]');
  expect(plainText).not.toContain('Show the start');
});
