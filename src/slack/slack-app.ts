import type { RequestListener } from 'node:http';
import { App, type BlockAction, HTTPReceiver, type Receiver, type ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { faultFields } from '../errors.ts';
import { decode } from '../messages/interaction.ts';
import type { Context } from '../use-cases/context.ts';
import type { Messenger, TakeEvidence } from '../use-cases/delivery-ports.ts';
import { createInTime } from '../use-cases/in-time.ts';
import { takeNote } from '../use-cases/lifecycle/take-note.ts';
import { welcomeIn } from '../use-cases/lifecycle/welcome-in.ts';
import type { Log } from '../use-cases/log-port.ts';
import type { MachineClock } from '../use-cases/ports.ts';
import { react } from '../use-cases/react.ts';
import { refuse } from '../use-cases/refuse.ts';
import { runCommand } from '../use-cases/run-command.ts';
import type { Viewer } from '../use-cases/show-home.ts';
import { holdIn, whenAnswered } from '../use-cases/when-answered.ts';
import { createAddresses } from './addresses.ts';
import { createAnswering } from './answer.ts';
import { createCommitFirst } from './commit-first.ts';
import { freshRequest } from './fresh-request.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { SlackRates } from './messenger.ts';
import { onlyKnown } from './only-known.ts';
import { whoPressed, whoSent, whoTyped, workspaceOf } from './read-caller.ts';
import {
  additionIn,
  installationOf,
  isLifecycleEvent,
  type LifecycleEvent,
  lifecycleEvents,
  readEvent,
} from './read-event.ts';
import { type Evidence, evidenceOfEvent, evidenceOfPress } from './read-evidence.ts';
import { readAction, readValues } from './read-interaction.ts';
import { readableRequest } from './readable-request.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { createShowHome } from './show-home.ts';
import { signedRequest } from './signed-request.ts';
import { clientOptions } from './slack-client.ts';
import { createSocketReceiver } from './socket-receiver.ts';

export type SlackSettings = {
  botToken: string;
  /** Slack's own API unless somewhere else is meant (GovSlack, the local Slack). */
  apiUrl: string | undefined;
  /** Slack's documented rates unless others are meant: a local Slack need not be spared. */
  rates?: SlackRates;
  /** Of the bench, whose thousand seeded workspaces have no credentials of their own yet. */
  servesEveryWorkspace?: true;
} & (
  | { mode: 'http'; signingSecret: string }
  /** Over connections that the bot opens, so that nothing has to be reachable from outside. */
  | { mode: 'socket'; appToken: string }
);

export type SlackApp = {
  /** Takes what Slack posts; in Socket Mode Slack posts nothing. */
  listener: RequestListener | undefined;
  /** Whether Slack can reach the bot over a connection of Socket Mode; always over HTTP, as far as the bot can tell. */
  isConnected(): boolean;
  /** @throws what Slack answers where it gives no connection */
  start(): Promise<void>;
  /** Lets what is being answered end (at most 2 s), then closes the connection, if there is one. */
  stop(): Promise<void>;
};

export const slackEndpoint = '/slack/events';
const oneMebibyte = 1024 * 1024;
const longestAnswerMs = 2_000;

export type SlackParts = {
  client: WebClient;
  /** As Slack names it. */
  bot: { botUserId: string; botId: string };
  context: Context;
  messenger: Messenger;
  /** Is told which of the bot's messages stand, by every press in them. */
  takeEvidence: TakeEvidence;
  clock: MachineClock;
  log: Log;
};

/**
 * Bolt over signed HTTP or Socket Mode. Every listener does the same: read what was meant, let the use case commit it,
 * acknowledge, show what follows.
 */
export const createSlackApp = (settings: SlackSettings, parts: SlackParts): SlackApp => {
  const { client, bot, context, messenger, takeEvidence, clock, log } = parts;
  const { receiver, ...intake } = createIntake(settings, clock, log);
  const commitFirst = createCommitFirst();
  const app = new App({
    receiver: commitFirst.receiver(
      onlyKnown(receiver),
      ({ event }) => event !== undefined && isLifecycleEvent(event),
    ),
    token: settings.botToken,
    // Known already: Bolt would ask Slack once more, and a call that failed then would end the process.
    ...bot,
    clientOptions: clientOptions(settings.apiUrl),
    logger: createSdkLogger(log, 'bolt'),
    // Nothing is kept of conversations; the default looks for it at every press.
    convoStore: false,
    // Events of the bot's own messages are evidence.
    ignoreSelf: false,
  });
  const underWay = new Set<Promise<unknown>>();
  const hold = holdIn(underWay);
  app.use(({ next }) => hold(next()));
  const showHome = createShowHome(client, createAddresses(client), context);
  const answering = createAnswering(client, messenger, showHome, context);

  const inTime = createInTime(context, log, SLACK_LIMITS.interaction.decideMs);

  const evident = async (workspace: string, told: Evidence | undefined): Promise<void> => {
    if (!told) return;
    try {
      await takeEvidence(workspace, told.key, told.copy);
    } catch (fault) {
      log.warn({ workspace, ...faultFields(fault) }, 'evidence of a message could not be taken');
    }
  };

  const noteEvent = async (
    workspace: string,
    event: LifecycleEvent,
    botUserId: string | undefined,
  ): Promise<void> => {
    const occurrence = readEvent(event, botUserId);
    try {
      if (occurrence) await takeNote(context, log, workspace, occurrence);
    } catch (fault) {
      const about = { workspace, event: event.type, ...faultFields(fault) };
      log.warn(about, 'an event could not be carried out; Slack tells it again');
      throw fault;
    }
  };

  app.command('/microtraining', async ({ command, ack }) => {
    const by = whoTyped(command, context.now());
    const reaction = await inTime({ workspace: by.workspace, command: true }, (timely) =>
      runCommand(timely, by, command.channel_id, command.text),
    );
    await answering.toCommand(reaction, command, ack);
  });

  app.action<BlockAction>(/.*/, async ({ body, action, ack }) => {
    const interaction = readAction(action, body.view);
    if (!interaction) return ack();
    const by = whoPressed(body, action, context.now());
    const reaction = await inTime({ workspace: by.workspace, does: interaction.do }, (timely) =>
      react(timely, by, interaction, readValues(body.view?.state.values)),
    );
    await ack();
    await logged(log, by, () => answering.toPress(reaction, body, by));
    await evident(by.workspace, evidenceOfPress(body));
  });

  app.view<ViewSubmitAction>(/.*/, async ({ body, view, ack }) => {
    const interaction = decode(view.callback_id);
    const by = whoSent(body, context.now());
    // A form of an earlier version: what was typed in it is not lost.
    if (!interaction) return answering.toForm(refuse(context, 'gone'), body, by, ack);
    const reaction = await inTime({ workspace: by.workspace, does: interaction.do }, (timely) =>
      react(timely, by, interaction, readValues(view.state.values)),
    );
    await answering.toForm(reaction, body, by, ack);
  });

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const by = { workspace: workspaceOf(body.team_id), memberId: event.user };
    await logged(log, by, () => showHome(by));
  });

  for (const type of lifecycleEvents) {
    app.event(type, async ({ event, body, context: { botUserId } }) => {
      const workspace = workspaceOf(installationOf(body));
      await commitFirst.carryOut(body, () => noteEvent(workspace, event, botUserId));
      const added = additionIn(event, botUserId);
      if (!added) return;
      const welcome = () => welcomeIn(context, messenger, workspace, added.channelId, added.addedBy);
      // Slack need not wait for it.
      void hold(logged(log, { workspace }, welcome));
    });
  }

  // The manifest does not ask for these, for they tell what people write; who subscribes to them settles doubts sooner.
  app.event('message', ({ event, body }) => evident(workspaceOf(body.team_id), evidenceOfEvent(event)));

  app.error(async (fault) => log.error(faultFields(fault), 'Slack request failed'));
  return {
    listener: intake.listener,
    isConnected: intake.isConnected,
    start: intake.start,
    stop: async () => {
      await whenAnswered(underWay, clock, longestAnswerMs);
      await intake.stop();
    },
  };
};

type Intake = SlackApp & { receiver: Receiver };

/** The way on which Slack's requests come in. */
const createIntake = (settings: SlackSettings, clock: MachineClock, log: Log): Intake => {
  if (settings.mode === 'socket') {
    const receiver = createSocketReceiver(settings, clock, log);
    return {
      receiver,
      listener: undefined,
      isConnected: receiver.isConnected,
      start: async () => void (await receiver.start()),
      stop: async () => void (await receiver.stop()),
    };
  }
  const receiver = new HTTPReceiver({
    // Every request is looked at before it: `signedRequest`.
    signatureVerification: false,
    signingSecret: settings.signingSecret,
    endpoints: slackEndpoint,
    bodyLimit: oneMebibyte,
    logger: createSdkLogger(log, 'bolt-http'),
  });
  const authentic = signedRequest(receiver.requestListener, settings.signingSecret, clock.now);
  const listener = freshRequest(readableRequest(authentic, oneMebibyte), clock.now);
  return { receiver, listener, isConnected: () => true, start: async () => {}, stop: async () => {} };
};

const logged = async (log: Log, by: Pick<Viewer, 'workspace'>, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (fault) {
    log.warn({ workspace: by.workspace, ...faultFields(fault) }, 'an answer could not be shown');
  }
};
