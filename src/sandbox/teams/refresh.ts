import { TEAMS_LIMITS } from '../../teams/limits.ts';
import type { Core } from './core.ts';
import { execute } from './execute.ts';
import { asJson, textIn } from './json.ts';
import { currentOf, type StoredMessage } from './stored-message.ts';
import type { ConversationState } from './world-state.ts';

/**
 * Of a card with `refresh`, the client of everybody in `userIds` asks the bot for a view of its own as soon as it sees
 * the card: after the post and after every edit. Without `userIds` everybody's client does, in a small conversation
 * (Microsoft, "Universal Actions for Adaptive Cards").
 */
export const askForOwnCards = (core: Core, conversation: ConversationState, message: StoredMessage): void => {
  for (const card of currentOf(message).cards) {
    const { action, userIds } = asJson(card.refresh);
    if (asJson(action).type !== 'Action.Execute') continue;
    const { userIds: most } = TEAMS_LIMITS.refresh;
    const members = core.world
      .membersOf(conversation)
      .filter(({ id }) => [undefined, id].includes(message.targetedTo));
    const isSmall = userIds === undefined && members.length <= most;
    const listed = Array.isArray(userIds) ? userIds.slice(0, most).map(textIn) : [];
    for (const person of members.filter(({ id }) => isSmall || listed.includes(id))) {
      void execute(
        core,
        { person, conversation, message },
        { action: asJson(action), inputs: {}, trigger: 'automatic' },
      );
    }
  }
};
