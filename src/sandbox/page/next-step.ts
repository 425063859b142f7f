import type { Platform, SaidShown } from './protocol.ts';
import { type ScreenState, salesName } from './screen-state.ts';
import { verbsInBlocks } from './slack/verbs-in-blocks.ts';
import type { World } from './store.ts';
import { verbsInCards } from './teams/verbs-in-cards.ts';

/** What the platforms call it. */
const words: Record<Platform, { plan: string; receipt: string; desk: string }> = {
  slack: {
    plan: 'type /microtraining schedule',
    receipt: 'the receipt is only for your eyes',
    desk: 'Messages',
  },
  teams: {
    plan: 'press + below, then Plan a session',
    receipt: 'the card that comes back is only for your eyes',
    desk: 'the chat with Microtraining',
  },
};

/** What a visitor may do next, by what stands in #team-sales. */
export const nextStep = (world: World, state: ScreenState, two: boolean): string => {
  const { platform, personId, rootId } = state;
  const { plan, receipt, desk } = words[platform];
  const name = world[platform].people.get(personId)?.name ?? 'you';
  const messages = messagesFor(world, state);
  const has = (verb: string, among = messages) => among.some(({ verbs }) => verbs.includes(verb));
  const lastPrompt = messages.findLast(({ said }) => said.rootId && !said.onlyFor);
  const running = has('join');
  if (running && rootId === undefined) {
    return `The session runs: press Join in #team-sales to see its thread as ${name}.`;
  }
  if (running && lastPrompt && has('choose', [lastPrompt])) {
    return `Tap an answer: ${receipt}. Then "Next event" shows what all answered.`;
  }
  if (running && lastPrompt && has('write-list', [lastPrompt])) {
    return 'Press the button, fill in the form and send it; colleagues write theirs meanwhile. Then "Next event".';
  }
  if (running)
    return two
      ? `Press "Next event" to go on. Try the lead's buttons, too: whoever leads has them in ${desk}.`
      : 'Press "Next event" to go on. "Two people" shows the private desk of Ana, who leads, beside you.';
  const card = messages.findLast(({ verbs }) => verbs.includes('im-in'));
  if (card && isIn(world, state, card.said, messages)) {
    return 'You will be called. Press "Next event" in the clock until the session starts.';
  }
  if (card) return `Press I'm in as ${name}, then "Next event" in the clock until the session starts.`;
  const announcement = messages.findLast(({ verbs }) => verbs.includes('count-me-in'));
  if (announcement && !isIn(world, state, announcement.said, messages)) {
    return `Press Count me in as ${name}, then "Next event" in the clock. Or ${plan}.`;
  }
  return `To plan a session of your own, ${plan}. Or press "Next event" in the clock.`;
};

type Seen = { said: SaidShown; verbs: string[] };

/** What this person sees in the sample's channel, and what its buttons do. */
const messagesFor = ({ slack, teams }: World, { platform, personId }: ScreenState): Seen[] => {
  const isSales = ({ name }: { name: string }) => name === salesName;
  const mine = ({ onlyFor }: SaidShown) => !onlyFor || onlyFor === personId;
  if (platform === 'slack') {
    const id = [...slack.places.values()].find(isSales)?.id ?? '';
    const all = (slack.messages.get(id) ?? []).filter(mine);
    return all.map((said) => ({ said, verbs: verbsInBlocks(said.blocks) }));
  }
  const id = [...teams.places.values()].find(isSales)?.id ?? '';
  const all = (teams.messages.get(id) ?? []).filter(mine);
  return all.map((said) => ({ said, verbs: verbsInCards(said.cards) }));
};

/** In Slack a note says so, in Teams the card that came back. */
const isIn = ({ teams }: World, { platform, personId }: ScreenState, card: SaidShown, messages: Seen[]) =>
  platform === 'slack'
    ? messages.some(({ said }) => said.onlyFor && said.id > card.id && !said.rootId)
    : teams.own.get(`${personId} ${card.id}`)?.isReturned === true;
