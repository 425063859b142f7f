import { atLocal, localParts } from '../series/local-time.ts';
import type { Colleagues } from './colleagues/colleagues.ts';
import { openForm, plan } from './demo/stage.ts';
import type { Platform } from './platform.ts';
import type { SessionTime } from './session-time.ts';

const zone = 'Europe/Berlin';
const dayMs = 24 * 60 * 60_000;

export type SceneDays = { planned: Date; first: string; second: string };

/** The sample's days near `today`: its second session falls on today or the next Tuesday or Thursday. */
export const sceneDays = (today: Date): SceneDays => {
  const dayFrom = (start: Date, step: 1 | -1): Date => {
    let day = start;
    while (![2, 4].includes(localParts(day, zone).weekday)) day = new Date(day.getTime() + step * dayMs);
    return day;
  };
  const noon = atLocal(localParts(today, zone).date, '12:00', zone);
  const second = dayFrom(noon, 1);
  const first = dayFrom(new Date(second.getTime() - dayMs), -1);
  const before = localParts(new Date(first.getTime() - dayMs), zone).date;
  return {
    planned: atLocal(before, '09:00', zone),
    first: localParts(first, zone).date,
    second: localParts(second, zone).date,
  };
};

type Scene = {
  platform: Platform;
  time: Pick<SessionTime, 'now' | 'advanceTo'>;
  colleagues: Pick<Colleagues, 'turn'>;
  settled(): Promise<void>;
};

/**
 * What a visitor finds: Ana has planned a series, its first session is over with its recap in the channel, and the
 * second one is about to begin.
 */
export const playOpeningScene = async (
  { platform, time, colleagues, settled }: Scene,
  { first, second }: SceneDays,
): Promise<void> => {
  const ana = platform.person('Ana');
  const until = (day: string, clock: string) => time.advanceTo(atLocal(day, clock, zone));
  await plan({ platform, settled }, ana, {
    howOften: 'Its series',
    called: 'Suspicious mail',
    date: first,
    time: '10:00',
  });
  colleagues.turn(true);
  await until(first, '10:12');
  await ana.click('★ recap', { in: 'dm' });
  await until(first, '10:14');
  await openForm({ platform }, ana, 'Write what we keep', { in: 'dm' });
  await ana.submit();
  await until(second, '09:48');
  for (const person of platform.people) person.reload();
};
