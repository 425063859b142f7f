import type { People } from './people.ts';
import type { Platform } from './platform.ts';
import type { Processes } from './processes.ts';
import type { Profile } from './profile.ts';
import type { Scheduler } from './scheduler.ts';
import type { Tables } from './tables.ts';
import type { Trace } from './trace.ts';
import type { Weather } from './weather.ts';

/** Everything the checks look at. */
export type World = {
  scheduler: Scheduler;
  profile: Profile;
  weather: Weather;
  trace: Trace;
  tables: Tables;
  platform: Platform;
  processes: Pick<Processes, 'noneRanMs'>;
  people: People;
  startMs: number;
};
