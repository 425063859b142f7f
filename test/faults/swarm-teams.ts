import type { Pool } from 'pg';
import { deliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { decode } from '../../src/messages/interaction.ts';
import { createTeamsStore } from '../../src/postgres/teams-store.ts';
import type { Post } from '../../src/sandbox/platform.ts';
import { actionsIn, titleOf } from '../../src/sandbox/teams/cards.ts';
import type { LocalTeams, MessageRecord } from '../../src/sandbox/teams/control.ts';
import { startLocalTeams } from '../../src/sandbox/teams/local-teams.ts';
import { plainCard } from '../../src/sandbox/teams/plain-card.ts';
import { platformOf } from '../../src/sandbox/teams/platform.ts';
import { doesOf } from '../../src/sandbox/teams/told.ts';
import { workspaceOf } from '../../src/teams/read-caller.ts';
import { settingsForLocalTeams } from '../../src/teams/settings-for-local-teams.ts';
import { answerBy } from './answer-by.ts';
import { lookUpWindows } from './look-up-windows.ts';
import type { Choice, SwarmPlatform } from './swarm-platform.ts';

const credentials = {
  appId: '6f1c2a52-3c1e-4d6f-9a57-4c8d3e2b1a01',
  appPassword: 'only-for-the-local-teams',
};
const mostTraffic = 2_000;
/** Who waits for longer for a process that sleeps would press again. */
const answerWithinMs = 5_000;
const team = 'Sales';

/** @param readsMessages whether the teams' owners let bots read what is written in their channels */
export const openSwarmTeams = async (readsMessages: boolean): Promise<SwarmPlatform> => {
  const teams = await startLocalTeams({
    now: () => new Date(),
    ...credentials,
    ...{ mostTraffic, answerWithinMs, readsMessages },
  });
  const { tenantId, serviceUrl, endpoints } = teams;
  const address = { ...credentials, tenantId, serviceUrl, endpoints };
  return {
    ...gatheredIn(teams),
    url: teams.url,
    canLookUp: (kind) => readsMessages && kind !== 'desk',
    calls: [
      'createConversation',
      'sendToConversation',
      'replyToActivity',
      'updateActivity',
      'deleteActivity',
      'listMessages',
      'listReplies',
    ],
    faults: teams.faults,
    botSettings: (port) => {
      if (port !== undefined) throw new Error('Teams tells its address with every press: past any proxy');
      return { teams: settingsForLocalTeams({ ...address, readsMessages }) };
    },
    delivery: (phaseMs) => ({
      ...lookUpWindows,
      evidenceMs: { ...deliveryLimits.evidenceMs, ...halfOf(phaseMs) },
    }),
    connect: (bot) => teams.connect(bot.teams!),
    disconnect: (bot) => teams.disconnect(bot.teams!),
    stop: () => teams.stop(),
  };
};

/** People and channels of any local Teams, for whoever brings many of them. */
export const gatheredIn = (teams: LocalTeams) => {
  const { serviceUrl } = teams;
  const workspace = workspaceOf(teams.tenantId);
  return {
    local: platformOf(teams),
    workspace,
    botId: teams.botId,
    addChannel: (name: string) => void teams.team(team).addChannel(name),
    memberOf: (name: string) => teams.person(name).aadObjectId,
    chatWith: (name: string) => teams.directChat(name).id,
    plantPlaces: async (pool: Pool) => {
      const { saveConversation } = createTeamsStore(pool);
      for (const { id, name, teamId } of teams.channels) {
        const { aadGroupId } = teams.team(teamId);
        await saveConversation(workspace, { id, kind: 'channel', name, serviceUrl, teamId, aadGroupId });
      }
    },
    choicesIn: ({ id }: Post, channel: string, person: string): Choice[] => {
      const message = teams.channel(channel).messages.find((one) => one.id === id);
      return message ? choicesOf(teams, message, person) : [];
    },
  };
};

/** Half of what a message of the session is good for (reliability 2.5). */
const halfOf = (phaseMs: number) => {
  const half = phaseMs / 2;
  const prompts = { 'prompt-1': half, 'prompt-2': half, 'prompt-3': half, 'prompt-4': half };
  return { ...prompts, card: half, desk: half };
};

const choicesOf = (teams: LocalTeams, message: MessageRecord, name: string): Choice[] => {
  const person = teams.person(name);
  const own = message.ownCards.get(person.id);
  return (own ? [own] : message.cards).flatMap(actionsIn).flatMap((action, index) => {
    const answer = answerBy(decode(doesOf(action)));
    const press: Choice['press'] = async (isMeant) => {
      const button = { on: { messageId: message.id }, index };
      const { status, error, message: said = '' } = await person.use(button);
      const receipt = message.ownCards.get(person.id);
      const shown = receipt && plainCard(receipt, { zone: person.zone });
      return status === 200 && error === undefined && [said, shown ?? ''].some(isMeant);
    };
    return answer ? [{ ...answer, label: titleOf(action), press }] : [];
  });
};
