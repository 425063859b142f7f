import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { planSession } from '../../src/session/session.ts';
import { nextDue } from '../../src/session/timetable.ts';
import { parseReadySession } from '../../src/templates/ready-session.ts';
import type { Pace, Talk } from './dense-plan.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

const yaml = new URL('../../src/templates/ready/en/spot-the-phish.yaml', import.meta.url);
const content = parseReadySession(readFileSync(yaml, 'utf8'));
const aMinute = 60_000;

type Planted = Pick<SwarmPlatform, 'local' | 'workspace' | 'memberOf'>;

/**
 * Writes planned sessions straight into the tables: planning a thousand by the form would take an hour. Each is a
 * series of its own, that was announced long ago.
 * @param owner a superuser, whom no row-level security holds
 */
export const plantTalks = async (
  owner: Pool,
  platform: Planted,
  talks: readonly Talk[],
  pace: Pace,
): Promise<void> => {
  const { workspace } = platform;
  const rows = rowsOf(platform, talks, pace);
  await owner.query(
    `insert into channels (workspace_id, id, name)
     select distinct $1, channel, channel from ${recordset} on conflict do nothing`,
    [workspace, rows],
  );
  await owner.query(
    `insert into members (workspace_id, id, name, zone)
     select distinct $1, person, person, 'Europe/Berlin' from ${recordset}, unnest(people) as person
     on conflict do nothing`,
    [workspace, rows],
  );
  await owner.query(
    `insert into series (workspace_id, id, channel_id, kind, title, lead_id, planned_by, planned_at, zone, cadence,
       status, skip_dates, first_date, local_time, contents)
     select $1, id, channel, 'single', title, lead, lead, starts_at, 'Europe/Berlin', '{"kind": "once"}', 'active',
       '[]', starts_at::date, starts_at::time, '[]'
     from ${recordset}`,
    [workspace, rows],
  );
  await owner.query(
    `insert into sessions (workspace_id, id, series_id, channel_id, ordinal, title, content, rated, status, starts_at,
       next_due_at, state)
     select $1, id, id, channel, 1, title, $3, true, 'planned', starts_at, next_due_at, state from ${recordset}`,
    [workspace, rows, JSON.stringify(content)],
  );
  await owner.query(
    `insert into participants (workspace_id, session_id, member_id, joined_at)
     select $1, id, person, starts_at from ${recordset}, unnest(people) as person`,
    [workspace, rows],
  );
};

const recordset = `jsonb_to_recordset($2::jsonb) as talk (id uuid, title text, channel text, lead text, people text[],
  starts_at timestamptz, next_due_at timestamptz, state jsonb)`;

const rowsOf = ({ local, memberOf }: Planted, talks: readonly Talk[], { phaseMs, cardMs }: Pace): string => {
  const channelIds = new Map(local.channels.map(({ id, name }) => [name, id]));
  const minutes = phaseMs / aMinute;
  return JSON.stringify(
    talks.map(({ id, title, channel, lead, people, startsAt }) => {
      const planned = planSession(
        {
          ...{ startsAt, phaseMinutes: [minutes, minutes, minutes, minutes] as const, adHoc: false },
          ...{ cardMinutes: cardMs / aMinute, mode: 'online' as const },
        },
        { memberId: memberOf(lead) },
      );
      // The lead was asked already whether so few people are enough.
      const state = { ...planned, peopleIn: people.length, near: true };
      return {
        ...{ id, title, channel: channelIds.get(channel), lead: memberOf(lead), starts_at: startsAt, state },
        people: people.map(memberOf),
        next_due_at: nextDue(state)?.at,
      };
    }),
  );
};
