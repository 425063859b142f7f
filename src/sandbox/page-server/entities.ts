import type { Entities, Platform, TrafficShown } from '../page/protocol.ts';
import type { TrafficEntry } from '../traffic.ts';
import { describeTraffic } from './describe-traffic.ts';
import { type Entity, entity, small } from './entity.ts';
import type { FaultSwitches } from './fault-switches.ts';
import type { SandboxStage } from './sandbox-stage.ts';
import { slackEntities } from './slack-entities.ts';
import { teamsEntities } from './teams-entities.ts';

/** So much traffic of each platform is on the page; the rest is in memory. */
const mostTraffic = 300;

/** Everything on the page as it stands now. */
export const entitiesOf = (
  stage: SandboxStage,
  faults: FaultSwitches,
  clock: Entities['clock'],
): Entity[] => {
  const { slack, teams, bot, colleagues } = stage;
  return [
    small('clock', '', clock),
    small('bot', '', { status: bot.status, trouble: bot.trouble }),
    small('play', '', { faults: faults.on, colleagues: colleagues.on, playing: [...colleagues.playing] }),
    ...slackEntities(stage),
    ...teamsEntities(stage),
    ...trafficEntities('slack', slack.traffic),
    ...trafficEntities('teams', teams.traffic),
  ];
};

const trafficEntities = (platform: Platform, traffic: readonly TrafficEntry[]): Entity[] => {
  const first = Math.max(0, traffic.length - mostTraffic);
  return traffic.slice(first).map((entry, index) => {
    const number = first + index + 1;
    return entity('traffic', `${platform}:${number}`, '', () => shownTraffic(platform, entry, number));
  });
};

const shownTraffic = (platform: Platform, entry: TrafficEntry, number: number): TrafficShown => ({
  platform,
  number,
  at: entry.at.toISOString(),
  machineAt: entry.machineAt,
  kind: entry.kind,
  name: entry.name,
  placeId: entry.channelId,
  status: entry.status,
  error: entry.error,
  ms: Math.round(entry.ms),
  about: describeTraffic(entry),
});
