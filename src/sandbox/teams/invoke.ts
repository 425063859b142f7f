import { activityOf, clientInfo, type Scene } from './activity.ts';
import type { ClickOptions, Outcome } from './control.ts';
import type { Core } from './core.ts';
import type { Answer } from './deliveries.ts';
import { asJson, type Json, parseJson, textIn } from './json.ts';
import type { PersonState } from './world-state.ts';

/** What a client asks the bot and waits for. */
export type Invoke = { name: string; value: Json; replyToId?: string | undefined };

/** What became of an invoke: what the bot answered, as JSON, where it answered well. */
export type Invoked = { outcome: Outcome & { second?: Outcome }; answer: Json | undefined };

/** What Teams shows when the bot fails. */
export const TROUBLE = {
  failed: 'Something went wrong. Please try again.',
  unreachable: 'Unable to reach app. Please try again.',
};

/**
 * Sends an invoke and waits for its answer; one that was not answered in time is repeated when that is asked for.
 * @param twice sends a second one at once; the first one's answer counts
 */
export const invoke = async (
  core: Core,
  scene: Scene,
  { name, value, replyToId }: Invoke,
  twice?: ClickOptions['twice'],
): Promise<Invoked> => {
  const reply = replyToId !== undefined && { replyToId };
  const legacy = replyToId !== undefined && { legacy: { replyToId } };
  const activity = activityOf(core, scene, {
    type: 'invoke',
    name,
    value,
    ...reply,
    entities: [clientInfo(scene.person)],
    channelData: { source: { name: 'message' }, ...legacy },
  });
  const [first, second] = await Promise.all([
    insist(core, activity),
    twice && core.deliveries.deliver(again(core, activity, twice)),
  ]);
  const outcome = outcomeOf(core, first, scene.person);
  return {
    outcome: { ...outcome, ...(second && { second: plainOutcome(second) }) },
    answer: outcome.error === undefined ? asJson(parseJson(first.body)) : undefined,
  };
};

const insist = async (core: Core, activity: Json): Promise<Answer> => {
  const answer = await core.deliveries.deliver(activity);
  if (answer.failure !== 'timeout' || core.repeatInvokes === 'never') return answer;
  return core.deliveries.deliver(again(core, activity, core.repeatInvokes));
};

const again = ({ world }: Core, activity: Json, how: 'same-id' | 'new-id'): Json =>
  how === 'same-id' ? activity : { ...activity, id: world.nextActivityId() };

/** As the caller sees it. */
export const plainOutcome = ({ status, body, ms }: Answer): Outcome => ({ status, body, ms });

/** As the person sees it, with what Teams shows when the bot failed. */
export const outcomeOf = (core: Core, answer: Answer, person: PersonState): Outcome => {
  const { status } = answer;
  if (status >= 200 && status < 300) return plainOutcome(answer);
  const error = status === 0 ? TROUBLE.unreachable : TROUBLE.failed;
  core.world.change(() => person.errors.push(error));
  return { ...plainOutcome(answer), error };
};

/** Shows an error to somebody, and says so. */
export const complain = ({ world }: Core, person: PersonState, error: string): { error: string } => {
  world.change(() => person.errors.push(textIn(error)));
  return { error };
};
