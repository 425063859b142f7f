import { describe, expect, test } from '@jest/globals';
import { plan } from '../../src/sandbox/demo/stage.ts';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { check } from '../../src/slack/limits.ts';
import { sessionIn } from '../support/session-in-channel.ts';
import { people, type World, worldForEachTest } from '../support/world.ts';

const world = worldForEachTest();

const home = (person: Person): string => person.home?.text ?? '';
const onHome = { in: 'home' } as const;

/** Waits until the page on somebody's screen says so, or says it no more. */
const homeSays = ({ slack }: World, person: Person, words: string, says = true) =>
  slack.until(() => home(person).includes(words) === says && true, {
    because: `${person.name}'s page ${says ? 'says' : 'no longer says'} "${words}"`,
  });

/** Opens the Home tab; what stands on it then. */
const opened = async (person: Person): Promise<string> => {
  const published = () => world().slack.traffic.filter(({ name }) => name === 'views.publish').length;
  const before = published();
  await person.openHome();
  await world().slack.until(() => published() > before, { because: `${person.name} opened the Home tab` });
  return home(person);
};

describe('the Home tab', () => {
  test('of somebody whom nothing awaits says how to begin', async () => {
    const [gus] = people(world(), 'Gus');

    const text = await opened(gus);

    expect(text).toContain('Nothing is coming up for you yet.');
    expect(text).toContain('type /microtraining schedule in a channel');
    expect(gus.home?.buttons).toEqual(['What is stored about me']);
  });

  test('shows what one is in, with the way out', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana, { howOften: 'Its series' });
    await ben.click('Count me in');

    const text = await opened(ben);

    expect(text).toContain('My next sessions');
    expect(text).toContain('Spot the phish · Thu 3 Dec, 10:00 · #team-sales · with Ana · 1 is in');
    expect(text).not.toContain('What I lead');
    expect(ben.home?.buttons).toEqual([
      ...Array.from({ length: 6 }, () => 'Not this time'),
      'What is stored about me',
    ]);

    await ben.click('Not this time', onHome);

    await homeSays(world(), ben, 'Why us', false);
    expect(ben.home?.buttons).toHaveLength(6);
    expect(ben.view?.text).toBe('Fine, not this time. Nobody is told.');
  });

  test('shows what one leads and planned, with the ways to begin and to move it', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana, { howOften: 'Its series' });

    const text = await opened(ana);

    expect(text).toContain('What I lead');
    expect(text).toContain(
      'What I planned\nSuspicious mail · #team-sales · 6 of 6 sessions to come · next Tue 1 Dec, 10:00',
    );
    expect(text).not.toContain('My next sessions');
    expect(ana.home?.buttons.slice(0, 3)).toEqual(['Look through it', 'Start now', 'Move']);
  });

  test('opens the session for looking through, and follows a move', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana);
    await opened(ana);

    await ana.click('Look through it', onHome);
    await world().slack.until(() => ana.view?.title === 'As people see it');
    await ana.close();
    await ana.click('Move', onHome);
    await world().slack.until(() => ana.view?.title === 'Move the session');
    await ana.pickTime('when.time', '08:00');
    await ana.pickDate('when.date', '2026-11-30');
    expect((await ana.submit()).closed).toBe(false);
    await world().slack.until(() => ana.view?.text.includes('This time is over.'));
    await ana.pickDate('when.date', '2026-12-02');
    await ana.pickTime('when.time', '14:30');
    await ana.submit();

    await homeSays(world(), ana, 'Wed 2 Dec, 14:30');
  });

  test('starts a session, and then leads who is in to its running prompt', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);
    await ben.click('Count me in');
    await opened(ana);

    await ana.click('Start now', onHome);
    await world().settled();

    await homeSays(world(), ana, 'running until 09:15');
    expect(await opened(ben)).toContain('Spot the phish · running until 09:15 · #team-sales');
    const { url } = await ben.click('Join', onHome);
    expect(url).toContain(sessionIn(world()).prompt(1).ts.replace('.', ''));
  });

  test('shows nothing of a channel that one has left', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    await plan(world(), ana);
    await plan(world(), ana, { channel: 'random', what: 'Why us' });
    for (const channel of ['team-sales', 'random']) await ben.click('Count me in', { in: channel });
    world().slack.channel('team-sales').remove('Ben');

    const text = await opened(ben);

    expect(text).toContain('#random');
    expect(text).not.toContain('team-sales');
    expect(text).not.toContain('Spot the phish');
  });

  test('shows nothing of a channel that the bot cannot see any more, not even to its lead', async () => {
    const [ana] = people(world(), 'Ana');
    world().slack.addChannel('secret', { isPrivate: true, members: ['Ana'] });
    await plan(world(), ana, { channel: 'secret' });
    world().slack.channel('secret').remove('bot');

    expect(await opened(ana)).toContain('Nothing is coming up for you yet.');
  });

  test('holds sixty sessions', async () => {
    const [ana, ben] = people(world(), 'Ana', 'Ben');
    for (const time of [
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '13:00',
      '13:30',
      '14:00',
    ]) {
      await plan(world(), ana, { howOften: 'Its series', time });
      await ben.click('Count me in');
      await ana.click('Count me in');
    }

    expect(await opened(ana)).toContain('+ 40 more');
    expect(home(ana)).toContain('+ 45 more');
    expect(await opened(ben)).toContain('+ 40 more');
    expect(check({ surface: 'home', blocks: ana.home?.blocks ?? [] })).toEqual([]);
  });

  test('asks for the members of a channel at most once a minute', async () => {
    const [ana] = people(world(), 'Ana');
    await plan(world(), ana);

    await opened(ana);
    await opened(ana);

    expect(world().slack.traffic.filter(({ name }) => name === 'conversations.members')).toHaveLength(1);
  });
});
