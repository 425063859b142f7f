import { expect, test } from '@jest/globals';
import { openPlanning, plan } from '../../src/sandbox/demo/stage.ts';
import { ratesForLocalSlack } from '../../src/slack/rates-for-local-slack.ts';
import { people, worldForEachTest } from '../support/world.ts';

/** So few posts that a workspace may begin two sessions in a minute. */
const world = worldForEachTest({
  rates: { ...ratesForLocalSlack(), postsPerWorkspace: { perMinute: 3 } },
});

test('who plans a start that the workspace has no posts left for is offered the next free minutes', async () => {
  const [ana, ben, caro] = people(world(), 'Ana', 'Ben', 'Caro');
  const { slack } = world();
  for (const name of ['team-two', 'team-three']) slack.addChannel(name, {});
  await plan(world(), ana, { time: '10:00' });
  await plan(world(), ben, { time: '10:00', channel: 'team-two' });

  await openPlanning(world(), caro, 'schedule', 'team-three');
  expect((await caro.submit()).closed).toBe(false);
  expect(caro.view?.text).toContain(
    '2 sessions of your workspace start then, and no more can start on time. Free: 10:01, 10:02 and 10:03.',
  );

  await caro.pickTime('when.time', '10:01');
  expect((await caro.submit()).closed).toBe(true);
});
