import type { TrafficEntry } from '../traffic.ts';

type Json = Record<string, unknown>;
const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const textOf = (value: unknown): string => String(asJson(value).text ?? '');

const longest = 90;

/** What an exchange was about, in a few words. */
export const describeTraffic = ({ name, request }: TrafficEntry): string => {
  const words = about(name, request).replaceAll(/\s+/g, ' ').trim();
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
};

const about = (name: string, request: Json): string => {
  // Only activities of Teams have a channel in this sense.
  if (request.channelId === 'msteams') return aboutActivity(request);
  const who = String(asJson(request.user).name ?? request.user_name ?? '');
  switch (name) {
    case 'command':
      return `${who}: ${request.command} ${request.text}`;
    case 'block_actions': {
      const [action] = (request.actions as Json[] | undefined) ?? [];
      const pressed = asJson(action?.selected_option).text ?? action?.text;
      return `${who}: ${textOf(pressed) || String(action?.action_id ?? '')}`;
    }
    case 'view_submission':
    case 'view_closed':
      return `${who}: ${textOf(asJson(request.view).title)}`;
    case 'views.open':
    case 'views.push':
    case 'views.update':
      return textOf(asJson(request.view).title);
    default:
      return String(request.summary ?? request.text ?? request.user ?? request.message_ts ?? '');
  }
};

/** Who did it, and what they said or pressed. */
const aboutActivity = ({ from, text, value }: Json): string => {
  const { action, data, commandId } = asJson(value);
  const { title } = asJson(action);
  const { does } = asJson(asJson(data).press);
  return `${asJson(from).name}: ${title ?? does ?? commandId ?? String(text ?? '').replaceAll(/<\/?at>/g, '')}`;
};
