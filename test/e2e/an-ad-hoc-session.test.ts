import { describe, expect, test } from '@jest/globals';
import { tap } from '../../src/sandbox/demo/stage.ts';
import { announcementsIn, noteTo, sessionIn } from '../support/session-in-channel.ts';
import { onEachPlatform, people, worldForEachTest } from '../support/world.ts';

onEachPlatform(
  (world) => {
    const moveTo = (time: string) => world().moveTo('2026-12-01', time);

    const isTeams = () => world().platform.name === 'teams';

    const start = async (words = 'start "Spot the phish"') => {
      const [ana] = people(world(), 'Ana');
      const { text } = await ana.command('team-sales', words);
      await world().settled();
      return text;
    };

    describe('/microtraining start', () => {
      test('begins at once, shows its start in the channel and calls nobody', async () => {
        expect(await start()).toBe('Spot the phish begins. Your desk is in our direct messages.');

        const session = sessionIn(world());
        expect(announcementsIn(world())).toEqual([]);
        expect(session.card().plainText).toContain('running until 14:15 · ● ○ ○ ○ Active start until 14:03');
        expect(session.prompt(1)).toMatchObject({ broadcast: !isTeams(), mentions: [] });
        expect(session.prompt(1).plainText).toContain('Shown without names at 14:02.');
        expect(session.desk().plainText).toContain('1 · Active start until 14:03');
      });

      test('asks no ratings and leads to a reflection instead', async () => {
        const [ben] = people(world(), 'Ben');
        await start();
        const session = sessionIn(world());

        await tap(world(), ben, '4', { in: session.prompt(1) });
        expect(noteTo(ben)).toContain('Saved: 4. Tap another number to change it.');
        expect(noteTo(ben)).not.toContain('How confident');
        // Some seconds later: it began when the command was carried out.
        for (const minute of ['14:03', '14:09', '14:13']) await moveTo(`${minute}:10`);
        expect(session.prompt(4).plainText).toContain(
          'And for you: what will you do differently, and what do you still need?',
        );
        await tap(world(), ben, 'call the sender', { in: session.prompt(4) });
        expect(noteTo(ben)).toBe(
          'Saved: "When a mail wants me to click or pay quickly, I will call the sender."',
        );
        await moveTo('14:15:10');

        expect(session.recap().plainText).toContain('Spot the phish · 1 took part · 15 minutes');
        expect(
          [session.card(), ...session.thread()].filter(({ threadId, broadcast }) => !threadId || broadcast),
        ).toHaveLength(isTeams() ? 1 : 3);
      });

      test('offers what is there when no name, or an unknown one, was given', async () => {
        const offered = await start('start');
        expect(offered).toContain('Which one shall begin now? It takes 15 minutes, nobody is rated.');
        expect(await start('start "Juggling"')).toContain(
          'There is no ready session called "Juggling". These are:',
        );

        const [ana] = people(world(), 'Ana');
        await tap(world(), ana, 'Why us, why mail?');
        await world().settled();

        expect(sessionIn(world(), 'Why us, why mail?').prompt(1).plainText).toContain(
          '1 · Active start until 14:03',
        );
      });

      test('does not begin a second one in the same channel', async () => {
        await start();

        expect(await start('start "Why us"')).toBe(
          '"Spot the phish" is running in this channel. Two at once would mix up the thread.',
        );
      });
    });
  },
  { from: '2026-12-01T14:00:00+01:00' },
);

describe('/microtraining start on Slack', () => {
  const world = worldForEachTest();

  test('asks to be invited where the bot is not in the channel', async () => {
    const [ana] = people(world(), 'Ana');
    world().slack.addChannel('team-legal', { botIsMember: false });

    const { text } = await ana.command('team-legal', 'start "Spot the phish"');

    expect(text).toContain('Add me first: type /invite @Microtraining in the channel.');
  });
});
