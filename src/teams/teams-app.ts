import type { RequestListener } from 'node:http';
import { faultFields } from '../errors.ts';
import type { Context } from '../use-cases/context.ts';
import type { Messenger, TakeEvidence } from '../use-cases/delivery-ports.ts';
import { createInTime } from '../use-cases/in-time.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';
import { holdIn, whenAnswered } from '../use-cases/when-answered.ts';
import { type Activity, tenantOf } from './activity.ts';
import { createAddresses } from './addresses.ts';
import { createAnswering } from './answer.ts';
import { createTokenCheck } from './channel-token.ts';
import { guardedRequest, type HttpAnswer, type TakeActivity } from './guarded-request.ts';
import { type Answered, createTakeInvoke, keyPressed } from './invokes.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { workspaceOf } from './read-caller.ts';
import { isAmongPeople } from './read-command.ts';
import { isLifecycleEvent } from './read-event.ts';
import { evidenceOfPress } from './read-evidence.ts';
import { createRemember } from './remember.ts';
import { createShowHome } from './show-home.ts';
import { createTakeEvent } from './take-event.ts';
import type { TeamsClient } from './teams-client.ts';
import { assertUsable, type TeamsSettings } from './teams-settings.ts';
import { createRunTurn } from './turn-adapter.ts';
import { createTakeTyped } from './typed.ts';

export type TeamsApp = {
  /** Takes what Teams posts. */
  listener: RequestListener;
  /** Lets what is being answered end (at most 2 s). */
  stop(): Promise<void>;
};

/** Where Teams posts activities: the path of the messaging endpoint. */
export const teamsEndpoint = '/api/messages';
const longestAnswerMs = 2_000;
/** The other half of what a client waits is for the way there and back. */
const decidedWithinMs = TEAMS_LIMITS.invoke.answerMs / 2;
/** What an activity tells beside is kept in the next one, too. */
const keptWithinMs = 800;

/** An answer without its links is better than none. */
const nowhere = () => undefined;

export type TeamsParts = {
  client: TeamsClient;
  store: TeamsStore;
  context: Context;
  messenger: Messenger;
  /** Is told which of the bot's messages stand, by every press in them. */
  takeEvidence: TakeEvidence;
  clock: MachineClock;
  log: Log;
};

/**
 * Botbuilder behind a guard. Every activity is treated alike: who sent it is proven, what it tells of people and places is
 * kept, the use case commits, Teams is answered, and what follows is shown.
 * @throws TeamsSettingsError where the settings would let anybody in
 */
export const createTeamsApp = (settings: TeamsSettings, parts: TeamsParts): TeamsApp => {
  assertUsable(settings);
  const { client, store, context, messenger, takeEvidence, clock, log } = parts;
  const { connector, token } = client;
  const addresses = createAddresses(store, settings.cloud.webUrl);
  const answering = createAnswering(context, settings.appName, (shown) =>
    addresses(workspaceOf(settings.tenantId), shown).catch(() => nowhere),
  );
  const inTime = createInTime(context, log, decidedWithinMs);
  const showHome = createShowHome(connector, store, addresses, context);
  const remember = createRemember(store, clock.now);
  const takeEvent = createTakeEvent(context, store, messenger, log);
  const takeInvoke = createTakeInvoke({ context, messenger, answering, inTime });
  const takeTyped = createTakeTyped({
    appName: settings.appName,
    context,
    messenger,
    connector,
    answering,
    inTime,
    showHome,
  });
  const runTurn = createRunTurn(settings, token);
  const check = createTokenCheck(settings, clock.now);
  const underWay = new Set<Promise<unknown>>();
  const hold = holdIn(underWay);

  const evident = async (activity: Activity): Promise<void> => {
    const told = evidenceOfPress(activity, keyPressed(activity), context.now());
    if (told) await takeEvidence(workspaceOf(tenantOf(activity) ?? ''), told.key, told.copy);
  };

  const answerTo = async (activity: Activity): Promise<Answered> => {
    if (isLifecycleEvent(activity)) {
      const after = await takeEvent(activity);
      return { status: 200, ...(after && { after }) };
    }
    if (activity.type === 'message') return takeTyped(activity);
    if (activity.type !== 'invoke') return { status: 200 };
    const answered = await takeInvoke(activity);
    const after = async () => {
      await answered.after?.();
      await evident(activity);
    };
    return { ...answered, after };
  };

  const take: TakeActivity = async (activity, raw) => {
    // Nothing of it is kept, not even who said it.
    if (isAmongPeople(activity)) return { status: 200 };
    const kept = logged(log, activity, 'what an activity tells could not be kept', () => remember(activity));
    const isKept = new AbortController();
    await Promise.race([kept.then(() => isKept.abort()), clock.wait(keptWithinMs, isKept.signal)]);
    let after: Answered['after'];
    const answer = await runTurn(raw, activity.serviceUrl, async (): Promise<HttpAnswer> => {
      const { after: then, ...answered } = await answerTo(activity);
      after = then;
      return answered;
    });
    if (after) void hold(logged(log, activity, 'an answer could not be shown', after));
    return answer;
  };

  return {
    listener: guardedRequest(settings, check, (activity, raw) => hold(take(activity, raw)), log),
    stop: () => whenAnswered(underWay, clock, longestAnswerMs),
  };
};

const logged = async (
  log: Log,
  activity: Activity,
  what: string,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work();
  } catch (fault) {
    log.warn({ workspace: workspaceOf(tenantOf(activity) ?? ''), ...faultFields(fault) }, what);
  }
};
