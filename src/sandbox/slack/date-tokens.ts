/** Formats `{time}`-like tokens of Slack's dates (mrkdwn `<!date^…>` and rich text `date`), 24-hour clock. */
export function formatDateTokens(format: string, instant: Date, zone: string, now: Date): string | undefined {
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, token: string) => {
    const formatted = TOKENS[token]?.(instant, zone, now);
    known &&= formatted !== undefined;
    return formatted ?? '';
  });
  return known ? text : undefined;
}

type Token = (instant: Date, zone: string, now: Date) => string;

const TOKENS: Record<string, Token> = {
  date_num: (at, zone) => isoDate(at, zone),
  date_slash: (at, zone) => intl(at, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }),
  date: (at, zone) => longDate(at, zone),
  date_long: (at, zone) => `${intl(at, zone, { weekday: 'long' })}, ${longDate(at, zone)}`,
  date_short: (at, zone) => shortDate(at, zone),
  date_pretty: (at, zone, now) => relativeDay(at, zone, now) ?? longDate(at, zone),
  date_long_pretty: (at, zone, now) =>
    relativeDay(at, zone, now) ?? `${intl(at, zone, { weekday: 'long' })}, ${longDate(at, zone)}`,
  date_short_pretty: (at, zone, now) => relativeDay(at, zone, now) ?? shortDate(at, zone),
  day_divider_pretty: (at, zone, now) =>
    relativeDay(at, zone, now) ?? intl(at, zone, { weekday: 'long', month: 'long', day: 'numeric' }),
  time: (at, zone) => intl(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  time_secs: (at, zone) =>
    intl(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  ago: (at, _zone, now) => ago(at, now),
};

function intl(at: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone }).format(at);
}

function isoDate(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
}

function shortDate(at: Date, zone: string): string {
  return intl(at, zone, { month: 'short', day: 'numeric', year: 'numeric' });
}

function longDate(at: Date, zone: string): string {
  const day = Number(intl(at, zone, { day: 'numeric' }));
  const ending =
    day % 10 > 3 || [11, 12, 13].includes(day) ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${intl(at, zone, { month: 'long' })} ${day}${ending}, ${intl(at, zone, { year: 'numeric' })}`;
}

function relativeDay(at: Date, zone: string, now: Date): string | undefined {
  const days = (Date.parse(isoDate(at, zone)) - Date.parse(isoDate(now, zone))) / 86_400_000;
  return { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' }[days];
}

function ago(at: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat('en-US');
  if (Math.abs(minutes) < 60) return format.format(-minutes, 'minute');
  if (Math.abs(minutes) < 24 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / 1_440), 'day');
}
