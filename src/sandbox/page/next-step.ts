import type { MessageShown } from './protocol.ts';
import { type ScreenState, salesChannel } from './screen-state.ts';
import type { World } from './store.ts';

const buttonsIn = ({ blocks }: MessageShown): string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.map(({ action_id: actionId = '' }) => actionId.split(':')[0] ?? '')
      : [],
  );

/** What a visitor may do next, by what stands in #team-sales. */
export const nextStep = (world: World, { personId, threadTs }: ScreenState, two: boolean): string => {
  const name = world.users.get(personId)?.name ?? 'you';
  const messages = (world.messages.get(salesChannel) ?? []).filter(
    ({ onlyFor }) => !onlyFor || onlyFor === personId,
  );
  const notes = messages.filter(({ onlyFor }) => onlyFor);
  const has = (verb: string, among = messages) => among.some((message) => buttonsIn(message).includes(verb));
  const lastPrompt = messages.findLast(({ threadTs: inThread, onlyFor }) => inThread && !onlyFor);
  const running = has('join');
  if (running && threadTs === undefined) {
    return `The session runs: press Join in #team-sales to see its thread as ${name}.`;
  }
  if (running && lastPrompt && has('choose', [lastPrompt])) {
    return 'Tap an answer: the receipt is only for your eyes. Then "Next event" shows what all answered.';
  }
  if (running && lastPrompt && has('write-list', [lastPrompt])) {
    return 'Press the button, fill in the form and send it; colleagues write theirs meanwhile. Then "Next event".';
  }
  if (running)
    return two
      ? 'Press "Next event" to go on. Try the lead\'s buttons, too: whoever leads has them in Messages.'
      : 'Press "Next event" to go on. "Two people" shows the private desk of Ana, who leads, beside you.';
  const card = messages.findLast((message) => has('im-in', [message]));
  const isIn = card !== undefined && notes.some(({ ts, threadTs: inThread }) => ts > card.ts && !inThread);
  if (isIn) return 'You will be called. Press "Next event" in the clock until the session starts.';
  if (card) return `Press I'm in as ${name}, then "Next event" in the clock until the session starts.`;
  if (has('count-me-in') && notes.length === 0) {
    return `Press Count me in as ${name}, then "Next event" in the clock. Or type /microtraining schedule.`;
  }
  return 'Type /microtraining schedule to plan a session of your own, or press "Next event" in the clock.';
};
