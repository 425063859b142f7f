import { z } from 'zod';
import { channelSettingsSchema, defaultChannelSettings } from '../use-cases/channel-settings.ts';
import type { SettingsStore } from '../use-cases/ports.ts';
import { change, maybe, type Queryable } from './query.ts';
import { readByKey } from './read-by-key.ts';

const storedSettings = z
  .object({ namesSince: maybe(z.date()) })
  .and(channelSettingsSchema)
  .transform(({ namesSince, ...settings }) => ({ namesSince, settings }));

export const createSettingsStore = (client: Queryable): SettingsStore => {
  const byChannel = readByKey(
    client,
    storedSettings,
    `select channel_id as key, skip_dates as "skipDates", working_hours as "workingHours", style, names, planners,
       leads, outsiders, names_since as "namesSince"
     from channel_settings where channel_id = any($1::text[])`,
  );
  return {
    get: async (channelId) => {
      const [found] = await byChannel(channelId);
      return found?.settings ?? defaultChannelSettings;
    },

    save: async (channelId, settings, now) => {
      const { skipDates, workingHours, style, names, planners, leads, outsiders } = settings;
      await change(
        client,
        `insert into channel_settings
         (channel_id, skip_dates, working_hours, style, names, names_since, saved_at, planners, leads, outsiders)
       values ($1, $2, $3, $4, $5, case when $5 then $6::timestamptz end, $6, $7, $8, $9)
       on conflict on constraint channel_settings_pkey
       do update set skip_dates = excluded.skip_dates, working_hours = excluded.working_hours,
         style = excluded.style, names = excluded.names, saved_at = excluded.saved_at,
         planners = excluded.planners, leads = excluded.leads, outsiders = excluded.outsiders,
         names_since = case
           when not excluded.names then null
           else coalesce(channel_settings.names_since, excluded.names_since)
         end`,
        [
          channelId,
          JSON.stringify(skipDates),
          JSON.stringify(workingHours),
          style,
          names,
          now,
          planners,
          leads,
          outsiders,
        ],
      );
    },

    namesShownSince: async (channelId) => (await byChannel(channelId))[0]?.namesSince,
  };
};
