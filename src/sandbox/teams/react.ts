import { activityOf } from './activity.ts';
import type { Core } from './core.ts';
import type { OnScreen } from './execute.ts';

/** Puts a reaction below a message, or takes it away. The bot hears of those to its own messages. */
export const react = (
  core: Core,
  { person, conversation, message }: OnScreen,
  type: string,
  isAdded: boolean,
): void => {
  const { world } = core;
  if (message.targetedTo !== undefined) throw new Error('Nobody can react to a targeted message');
  const people = message.reactions.get(type) ?? new Set();
  if (people.has(person.id) === isAdded) return;
  world.change(() => {
    if (isAdded) message.reactions.set(type, people.add(person.id));
    else people.delete(person.id);
    if (people.size === 0) message.reactions.delete(type);
  });
  if (!message.byBot || !world.hasBot(conversation)) return;
  const scene = { person, conversation, rootId: message.rootId ?? message.id };
  const activity = activityOf(core, scene, {
    type: 'messageReaction',
    replyToId: message.id,
    [isAdded ? 'reactionsAdded' : 'reactionsRemoved']: [{ type }],
  });
  core.deliveries.emit(activity);
};
