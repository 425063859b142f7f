import { randomUUID } from 'node:crypto';
import type { ActionsBlock, AnyBlock } from '@slack/types';
import type { Person } from '../../src/sandbox/slack/control.ts';
import { interactive, postSigned } from './signed-post.ts';
import type { World } from './world.ts';

/**
 * Presses a button that somebody's client does not show, or shows no longer: a stale one, or one that belongs to
 * somebody else. It is what Slack would send: that person's own latest press, or anybody's with that person in it,
 * signed, with another button.
 * @param blocks where the button stood
 * @param requestId Slack's own for this press: that of another one replays it
 */
export const pressUnseen = async (
  { slack, clock }: World,
  { id, name }: Person,
  button: string,
  blocks: readonly AnyBlock[],
  requestId: unknown = randomUUID(),
): Promise<Response> => {
  const presses = slack.traffic.filter(
    ({ name, request }) => name === 'block_actions' && 'message' in request,
  );
  const userOf = ({ request }: (typeof presses)[number]) => request.user as { id: string };
  const latest = presses.findLast((press) => userOf(press).id === id) ?? presses.at(-1);
  if (!latest?.to) throw new Error('nobody has pressed anything yet');
  const user = { ...userOf(latest), id, name };
  const action = { ...findButton(button, blocks), action_ts: String(clock.now().getTime() / 1_000) };
  return postSigned(
    latest.to,
    interactive({ ...latest.request, user, trigger_id: requestId, actions: [action] }),
  );
};

/**
 * Types a command where Slack would not let somebody type it: the latest one of anybody, by them.
 * @returns what the bot answers in its acknowledgement
 */
export const typeUnseen = async (
  { slack }: World,
  { id, name }: Person,
  channelId: string,
  text: string,
): Promise<{ blocks?: unknown }> => {
  const latest = slack.traffic.findLast((delivery) => delivery.name === 'command');
  if (!latest?.to) throw new Error('nobody has typed anything yet');
  const fields = { ...latest.request, user_id: id, user_name: name, channel_id: channelId, text };
  const answer = await postSigned(
    latest.to,
    new URLSearchParams({ ...fields, trigger_id: randomUUID() }).toString(),
  );
  return JSON.parse((await answer.text()) || '{}');
};

/** The action that a press of the button with this label, or of that entry of ⋯, makes. */
const findButton = (label: string, blocks: readonly AnyBlock[]): object => {
  const rows = blocks.filter((block): block is ActionsBlock => block.type === 'actions');
  for (const element of rows.flatMap(({ elements }) => elements)) {
    if (element.type === 'button' && element.text.text === label) return element;
    if (element.type !== 'overflow') continue;
    const option = element.options.find(({ text }) => text.text === label);
    if (option) return { type: 'overflow', action_id: element.action_id, selected_option: option };
  }
  throw new Error(`there was no button "${label}"`);
};
