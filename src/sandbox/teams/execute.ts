import type { ClickOptions, ClickOutcome } from './control.ts';
import type { Core } from './core.ts';
import { complain, invoke, TROUBLE } from './invoke.ts';
import { asJson, type Json, textIn } from './json.ts';
import type { StoredMessage } from './stored-message.ts';
import type { ConversationState, PersonState } from './world-state.ts';

/** A card on somebody's screen. */
export type OnScreen = { person: PersonState; conversation: ConversationState; message: StoredMessage };

/**
 * Sends an `Action.Execute` to the bot. A card in the answer takes the place of the message's own, for this person only
 * (Microsoft, "Universal Actions for Adaptive Cards"); a text is shown to them.
 * @param trigger `automatic`: the client asks by itself, for a card with `refresh`
 */
export const execute = async (
  core: Core,
  { person, conversation, message }: OnScreen,
  { action, inputs, trigger }: { action: Json; inputs: Json; trigger: 'manual' | 'automatic' },
  twice?: ClickOptions['twice'],
): Promise<ClickOutcome> => {
  const { id, title, verb, data } = action;
  const value = {
    action: { type: 'Action.Execute', id, title, verb, data: { ...asJson(data), ...inputs } },
    trigger,
  };
  const scene = { person, conversation, rootId: message.rootId ?? message.id };
  const asked = { name: 'adaptiveCard/action', value, replyToId: message.id };
  const { outcome, answer } = await invoke(core, scene, asked, twice);
  if (!answer) return outcome;
  const statusCode = answer.statusCode ?? 200;
  if (statusCode !== 200) return { ...outcome, ...complain(core, person, TROUBLE.failed) };
  switch (answer.type) {
    case 'application/vnd.microsoft.card.adaptive':
      core.world.change(() => {
        message.ownCards.set(person.id, asJson(answer.value));
        message.uses.delete(person.id);
      });
      return outcome;
    case 'application/vnd.microsoft.activity.message':
      return { ...outcome, message: textIn(answer.value) };
    case undefined:
      return outcome;
    default:
      return { ...outcome, ...complain(core, person, TROUBLE.failed) };
  }
};
