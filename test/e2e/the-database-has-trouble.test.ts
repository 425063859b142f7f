import { describe, expect } from '@jest/globals';
import { openForm, tap } from '../../src/sandbox/demo/stage.ts';
import { testOnServer } from '../support/database.ts';
import { reportOf } from '../support/delivery-report.ts';
import { holdLock, someoneWaits } from '../support/hold-lock.ts';
import { begun, noteTo } from '../support/session-in-channel.ts';
import { withStandstill } from '../support/standstill.ts';
import {
  notSaved,
  perhapsNotSaved,
  type TroubledBot,
  troubledBotForEachTest,
} from '../support/troubled-bot.ts';
import { news, people } from '../support/world.ts';

/** Waits until everything owed is done, with nothing doubtful or set aside. */
const expectSettled = async ({ world }: TroubledBot) => {
  await world.settled();
  expect(await reportOf(world)).toMatchObject({
    due: 0,
    unknown: [],
    refused: [],
    setAside: [],
  });
};

describe('a bot over HTTP (on a server: TEST_DATABASE_URL)', () => {
  const present = troubledBotForEachTest();

  testOnServer('whose sessions are killed goes on as if nothing had happened', async () => {
    const { world, session, killSessions, strike, comes, moveTo, firstWords } = present();
    const [ben, caro] = people(world, 'Ben', 'Caro');
    await begun(world, 'Ben', 'Caro', 'Dev');

    await killSessions();
    await tap(world, ben, '4', { in: session.prompt(1) });
    expect(noteTo(ben)).toContain('Saved: 4.');

    strike('10:03');
    await killSessions();
    await comes(2);
    await killSessions();
    await openForm(world, caro, 'Write my list');
    for (const time of ['10:09', '10:13', '10:15']) {
      await killSessions();
      await moveTo(time);
    }

    expect(firstWords()).toEqual(['1', '2', '3', '4', 'Spot']);
    expect(session.recap().plainText).toContain('1 took part');
    await expectSettled(present());
  });

  testOnServer('that is cut off while a phase changes announces the running phase by itself', async () => {
    const { world, proxy, session, strike, comes, answerTo, firstWords, logged, says } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');

    await proxy.refuse();
    strike('10:03');
    await says(news.away);
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);
    strike('10:09');
    await proxy.heal();
    const prompt = await comes(3);
    await world.settled();

    expect(prompt.plainText).toContain('3 · Feedback and discussion until 10:13');
    expect(firstWords()).toEqual(['1', '3']);
    await says(news.back);
    expect(logged('error')).toEqual([news.away]);
    await expectSettled(present());
  });

  testOnServer('whose database falls silent says within three seconds that nothing was saved', async () => {
    const { world, proxy, session, answerTo, ask, strike, comes, firstWords, says } = present();
    const [ben, caro] = people(world, 'Ben', 'Caro');
    await begun(world, 'Ben', 'Caro', 'Dev');

    proxy.freeze();
    const [toBen, toCaro] = await Promise.all([
      answerTo(ben, '4', session.prompt(1)),
      answerTo(caro, '3', session.prompt(1)),
    ]);
    expect([toBen, toCaro]).toEqual([notSaved, notSaved]);
    expect(await ask('select from answers')).toEqual([]);
    await proxy.heal();
    expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');
    expect(await ask('select from answers')).toHaveLength(1);

    proxy.freeze();
    strike('10:03');
    await says(news.away);
    await proxy.heal();
    await comes(2);
    expect(firstWords()).toEqual(['1', '2']);
    await expectSettled(present());
  });

  testOnServer('whose database is slow says within three seconds that nothing was saved', async () => {
    const { world, proxy, session, answerTo, ask } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');

    proxy.delay(300);
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);
    await proxy.heal();
    expect(await ask('select from answers')).toEqual([]);

    expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');
    expect(await ask('select from answers')).toHaveLength(1);
  });

  testOnServer('keeps what was typed into a form that could not be saved', async () => {
    const { world, proxy, moveTo, session } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');
    await moveTo('10:03');
    await openForm(world, ben, 'Write my list');
    await ben.set('One sign per line', 'hurry');

    proxy.freeze();
    const { result: sent, tookMs } = await withStandstill(() => ben.submit());
    expect(sent).toMatchObject({ status: 200, closed: false });
    expect(tookMs).toBeLessThan(3_000);
    expect(Object.values(sent.errors ?? {})).toEqual([notSaved]);
    await proxy.heal();

    expect(await ben.submit()).toMatchObject({ closed: true });
    await moveTo('10:09');
    expect(session.prompt(3).plainText).toContain('• hurry');
  });

  testOnServer('whose database is read-only says so, and goes on when it is not', async () => {
    const { world, session, answerTo, ask, killSessions, moveTo, firstWords, says } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');
    const [{ name }] = (await ask('select current_database() as name')) as [{ name: string }];

    await ask(`alter database ${name} set default_transaction_read_only = on`);
    await killSessions();
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);
    await says(news.away);
    await ask(`begin read write; alter database ${name} reset default_transaction_read_only; commit`);
    await killSessions();

    expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');
    await moveTo('10:03');
    expect(firstWords()).toEqual(['1', '2']);
  });

  testOnServer('whose disk is full says so, and goes on when it is not', async () => {
    const { world, session, answerTo, ask, strike, comes, firstWords, says } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');
    const written = ['answers', 'sessions', 'deliveries', 'edits', 'beats'];

    // As the server says it: a disk of the test's own to fill needs more rights than a test should have.
    await ask(`create function is_full() returns trigger language plpgsql as $$
                 begin raise exception 'No space left on device' using errcode = '53100'; end $$`);
    for (const table of written) {
      await ask(`create trigger is_full before insert or update on ${table} execute function is_full()`);
    }
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(notSaved);
    strike('10:03');
    await says(news.away);
    await ask('drop function is_full cascade');

    await comes(2);
    expect(firstWords()).toEqual(['1', '2']);
    await expectSettled(present());
  });

  testOnServer(
    'all of whose connections wait for a lock answers everybody, and goes on after it',
    async () => {
      const { world, session, answerTo, strike, comes } = present();
      const colleagues = [
        ...people(world, 'Ben', 'Caro', 'Dev'),
        ...Array.from({ length: 17 }, (_, index) => world.slack.addPerson(`Person ${index}`)),
      ];
      await begun(world, 'Ben', 'Caro', 'Dev');

      const { letGo } = await holdLock(world.database.pool, 'lock table answers in access exclusive mode');
      const told = await Promise.all(
        colleagues.map((person) => answerTo(person, '4', session.prompt(1))),
      ).finally(letGo);

      expect(new Set(told)).toEqual(new Set([notSaved]));
      await tap(world, colleagues[0]!, '4', { in: session.prompt(1) });
      expect(noteTo(colleagues[0]!)).toContain('Saved: 4.');
      strike('10:03');
      await comes(2);
    },
  );

  testOnServer('that does not hear of its commit counts an answer once', async () => {
    const { world, proxy, session, answerTo, ask } = present();
    const [ben] = people(world, 'Ben');
    await begun(world, 'Ben', 'Caro', 'Dev');

    const lost = proxy.loseCommitOf('insert into answers');
    expect(await answerTo(ben, '4', session.prompt(1))).toBe(perhapsNotSaved);
    await lost;
    expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');

    expect(await ask('select from answers')).toHaveLength(1);
    expect(await ask('select from participants where left_at is null')).toHaveLength(3);
  });

  testOnServer.each([
    ['changes the phase', 'insert into session_events'],
    ['claims what is due', `state = 'claimed'`],
    ['notes that a message is on its way', `state = 'sending'`],
    ['records a message as posted', `state = 'posted'`],
  ])('that does not hear of the commit which %s doubles nothing', async (_, words) => {
    const { world, proxy, strike, moveTo, comes, firstWords, ask } = present();
    await begun(world, 'Ben', 'Caro', 'Dev');

    const lost = proxy.loseCommitOf(words);
    strike('10:03');
    await lost;
    await comes(2);
    await world.settled();
    await moveTo('10:09');

    expect(firstWords()).toEqual(['1', '2', '3']);
    // The first phase starts with the session.
    const changes = await ask(`select from session_events where type = 'phase-started'`);
    expect(changes).toHaveLength(2);
  });

  testOnServer('that meets a deadlock does its part again', async () => {
    const { world, session, ask } = present();
    const [ana] = people(world, 'Ana');
    await begun(world, 'Ben', 'Caro', 'Dev');

    /** The bot locks the session and then its edits; this one does it the other way round. @returns who gives way */
    const pressInto = async (): Promise<'bot' | 'other'> => {
      const { client: other, letGo } = await holdLock(world.database.pool, 'lock table edits in share mode');
      const pressed = ana.click('+1 min', { in: session.desk() });
      await someoneWaits(world.database.pool);
      const gaveWay = await other.query('select from sessions for update').then(
        () => 'bot' as const,
        () => 'other' as const,
      );
      await letGo();
      expect(await pressed).toMatchObject({ status: 200 });
      return gaveWay;
    };

    // The server chooses who waits for longer: the other one, if the machine stood still in between.
    let presses = 1;
    while ((await pressInto()) === 'other') presses += 1;

    await world.slack.until(() => session.card().plainText.includes(`until 10:0${3 + presses}`));
    const minutes = await ask(`select from session_events where type = 'phase-extended'`);
    expect(minutes).toHaveLength(presses);
  });
});

describe('a bot over Socket Mode (on a server: TEST_DATABASE_URL)', () => {
  const present = troubledBotForEachTest('socket');

  testOnServer(
    'whose database is killed, silent and gone in turn says so and goes on by itself',
    async () => {
      const { world, proxy, session, killSessions, answerTo, strike, comes, moveTo, firstWords } = present();
      const [ben] = people(world, 'Ben');
      await begun(world, 'Ben', 'Caro', 'Dev');

      await killSessions();
      expect(await answerTo(ben, '4', session.prompt(1))).toContain('Saved: 4.');
      proxy.freeze();
      expect(await answerTo(ben, '3', session.prompt(1))).toBe(notSaved);
      await proxy.heal();
      await proxy.refuse();
      expect(await answerTo(ben, '3', session.prompt(1))).toBe(notSaved);
      await proxy.heal();
      expect(await answerTo(ben, '3', session.prompt(1))).toContain('Saved: 3.');
      await proxy.refuse();
      strike('10:03');
      await proxy.heal();
      await comes(2);
      for (const time of ['10:09', '10:13', '10:15']) await moveTo(time);

      expect(firstWords()).toEqual(['1', '2', '3', '4', 'Spot']);
      await expectSettled(present());
    },
  );
});
