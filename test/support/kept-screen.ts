import type { AnyBlock } from '@slack/types';
import type { Actor } from '../../src/sandbox/platform.ts';
import { actionsIn, titleOf } from '../../src/sandbox/teams/cards.ts';
import { asJson, textIn } from '../../src/sandbox/teams/json.ts';
import { nextNote } from './session-in-channel.ts';
import { pressUnseen } from './signed-press.ts';
import { invokeAs } from './teams-invoke.ts';
import type { TeamsWorld } from './teams-world.ts';
import type { AnyWorld, World } from './world.ts';

/** Presses a button of a screen that was kept; returns what whoever presses is told in private. */
export type PressKept = (person: Actor, button: string) => Promise<string | undefined>;

/**
 * A message as it stands on a screen now, to be pressed later: when the button is not there any more, or by somebody who
 * does not see it. It is what the platform would send.
 * @param place where the answer to it is
 */
export const keptScreen = (world: AnyWorld, { id }: { id: string }, place = 'team-sales'): PressKept =>
  'teams' in world ? keptOnTeams(world as TeamsWorld, id) : keptOnSlack(world as World, id, place);

/** What stands in a message or note of Slack. */
export const blocksOf = ({ slack }: World, id: string): readonly AnyBlock[] => {
  const places = [...slack.channels, ...slack.people.map((person) => slack.directChannel(person))];
  const all = places.flatMap(({ messages, ephemerals }) => [...messages, ...ephemerals]);
  return all.find((one) => one.id === id)?.blocks ?? [];
};

const keptOnSlack = (world: World, id: string, place: string): PressKept => {
  const { slack } = world;
  const blocks = blocksOf(world, id);
  return ({ name }, button) => {
    const person = slack.person(name);
    return nextNote(world, person, place, () => pressUnseen(world, person, button, blocks));
  };
};

const keptOnTeams = ({ teams }: TeamsWorld, id: string): PressKept => {
  const places = [...teams.channels, ...teams.people.map((person) => teams.directChat(person))];
  const message = places.flatMap(({ messages }) => messages).find((one) => one.id === id);
  if (!message) throw new Error(`There is no message ${id}`);
  const { conversationId, rootId = id } = message;
  const actions = message.cards.flatMap(actionsIn);
  return ({ name }, button) => {
    const action = actions.find((one) => titleOf(one) === button);
    if (!action) throw new Error(`there was no button "${button}"`);
    const data = asJson(action.data);
    const invoke =
      textIn(asJson(data.msteams).type) === 'task/fetch'
        ? { name: 'task/fetch', value: { data } }
        : { name: 'adaptiveCard/action', value: { action: { type: action.type, verb: action.verb, data } } };
    // As if that person had pressed it, in the place where the message stands.
    return invokeAs(teams, name, { conversationId, rootId }, { ...invoke, replyToId: id });
  };
};
