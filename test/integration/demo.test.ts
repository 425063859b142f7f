import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DemoReport } from '../../src/sandbox/demo/report.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const demo = (...options: string[]) => run(process.execPath, ['src/demo.ts', ...options], { cwd: root });
const asJson = async (platform: string): Promise<DemoReport> =>
  JSON.parse((await demo('--platform', platform, '--json')).stdout);

describe('The demo', () => {
  let slack: DemoReport;
  let teams: DemoReport;
  beforeAll(async () => {
    [slack, teams] = await Promise.all([asJson('slack'), asJson('teams')]);
  }, 300_000);

  test('plays the same session on Teams as on Slack', () => {
    const shared = ({ participants, answers, lateAnswers, mentions, database }: DemoReport) => {
      return { participants, answers, lateAnswers, mentions, database };
    };
    expect(shared(teams)).toEqual(shared(slack));
    expect(shared(teams)).toMatchObject({ participants: 6, answers: 37, lateAnswers: 1, mentions: 1 });
  });

  test('posts its phases on both, each when it is due', () => {
    const due = ({ phases }: DemoReport) => phases.map(({ phase, dueAt }) => ({ phase, dueAt }));
    expect(due(teams)).toEqual(due(slack));
    expect(due(teams).map(({ phase }) => phase)).toEqual([1, 2, 3, 4]);
    for (const { dueAt, postedAt } of [...slack.phases, ...teams.phases]) {
      const lateMs = Date.parse(postedAt) - Date.parse(dueAt);
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThanOrEqual(2_000);
    }
  });

  test('comes to the same recap', () => {
    expect(teams.recap).toBe(slack.recap);
    expect(teams.channel).toHaveLength(slack.channel.length);
  });
});

test('The demo says what it does not know, and fails', async () => {
  await expect(demo('--platform', 'irc')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('slack or teams'),
  });
  await expect(demo('--plattform', 'teams')).rejects.toMatchObject({ code: 1 });
});
