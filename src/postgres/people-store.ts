import { z } from 'zod';
import type { PeopleStore } from '../use-cases/ports.ts';
import { change, expectFound, type Queryable, readAll } from './query.ts';
import { readByKey } from './read-by-key.ts';

const namedRow = z.object({ id: z.string(), name: z.string() });
const memberRow = namedRow.extend({ zone: z.string() });

export const createPeopleStore = (client: Queryable): PeopleStore => {
  const channelsById = readByKey(
    client,
    namedRow,
    'select id as key, id, name from channels where id = any($1::text[])',
  );
  const membersById = readByKey(
    client,
    memberRow,
    'select id as key, id, name, zone from members where id = any($1::text[])',
  );
  return {
    saveWorkspace: async ({ id, platform, name }) => {
      await change(
        client,
        `insert into workspaces (workspace_id, platform, name) values ($1, $2, $3)
       on conflict on constraint workspaces_pkey do update set name = excluded.name, uninstalled_at = null
       where workspaces.name <> excluded.name or workspaces.uninstalled_at is not null`,
        [id, platform, name],
      );
    },

    saveChannel: async ({ id, name }) => {
      await change(
        client,
        `insert into channels (id, name) values ($1, $2)
       on conflict on constraint channels_pkey do update set name = excluded.name
       where channels.name <> excluded.name`,
        [id, name],
      );
    },

    getChannel: async (id) => expectFound((await channelsById(id))[0], 'channel', id),

    saveMember: async ({ id, name, zone }) => {
      await change(
        client,
        `insert into members (id, name, zone) values ($1, $2, $3)
       on conflict on constraint members_pkey do update set name = excluded.name, zone = excluded.zone
       where (members.name, members.zone) <> (excluded.name, excluded.zone)`,
        [id, name, zone],
      );
    },

    getMember: async (id) => expectFound((await membersById(id))[0], 'member', id),

    namesOf: async (ids) => {
      const known = await readAll(client, namedRow, 'select id, name from members where id = any($1)', [ids]);
      return new Map(known.map(({ id, name }) => [id, name]));
    },
  };
};
