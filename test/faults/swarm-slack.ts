import type { ActionsBlock } from '@slack/types';
import { decode } from '../../src/messages/interaction.ts';
import type { EphemeralRecord, LocalSlack } from '../../src/sandbox/slack/control.ts';
import { startLocalSlack } from '../../src/sandbox/slack/local-slack.ts';
import { ratesForLocalSlack } from '../../src/slack/rates-for-local-slack.ts';
import { workspaceOf } from '../../src/slack/read-caller.ts';
import { waitUntil } from '../bench/wait.ts';
import { answerBy } from './answer-by.ts';
import { lookUpWindows } from './look-up-windows.ts';
import { throughPort } from './proxies.ts';
import type { Choice, SwarmPlatform } from './swarm-platform.ts';

/** The local Slack of a swarm, with the faults that only Slack has. */
export type SwarmSlack = SwarmPlatform & { slack: LocalSlack };

const credentials = { botToken: 'xoxb-faults', signingSecret: 'only-for-the-local-slack' };
const mostTraffic = 2_000;
/** Slack waits three seconds for the acknowledgement; the note follows it. */
const longestNoteMs = 5_000;

/** So many that sessions for an hour can be held within minutes. */
const rates = ratesForLocalSlack(1_000_000);

export const openSwarmSlack = async (): Promise<SwarmSlack> => {
  const slack = await startLocalSlack({ now: () => new Date(), ...credentials, mostTraffic });
  const { apiUrl } = slack;
  return {
    slack,
    local: slack,
    workspace: workspaceOf(slack.teamId),
    url: slack.url,
    botId: slack.botUserId,
    canLookUp: () => true,
    calls: [
      'chat.postMessage',
      'chat.update',
      'chat.delete',
      'conversations.history',
      'conversations.replies',
    ],
    faults: slack.faults,
    botSettings: (port) => ({
      slack: {
        mode: 'http',
        ...credentials,
        rates,
        apiUrl: port === undefined ? apiUrl : throughPort(apiUrl, port),
      },
    }),
    delivery: () => lookUpWindows,
    connect: (bot) => slack.connect(bot.slack!),
    disconnect: (bot) => slack.disconnect(bot.slack!),
    addChannel: (name) => void slack.addChannel(name),
    memberOf: (name) => slack.person(name).id,
    chatWith: (name) => slack.directChannel(name).id,
    choicesIn: ({ id }, name, person) => {
      const { id: channel } = slack.channel(name);
      const message = slack.channel(name).messages.find(({ ts }) => ts === id);
      return (message?.blocks ?? [])
        .filter((block): block is ActionsBlock => block.type === 'actions')
        .flatMap(({ block_id: blockId = '', elements }) =>
          elements.flatMap((element): Choice[] => {
            if (element.type !== 'button' || !element.action_id) return [];
            const answer = answerBy(decode(element.action_id));
            const button = { on: { channel, ts: id }, blockId, actionId: element.action_id };
            return answer
              ? [{ ...answer, label: element.text.text, press: pressing(slack, person, button) }]
              : [];
          }),
        );
    },
    stop: () => slack.stop(),
  };
};

type Button = { on: { channel: string; ts: string }; blockId: string; actionId: string };

const pressing =
  (slack: LocalSlack, name: string, button: Button): Choice['press'] =>
  async (isMeant) => {
    const person = slack.person(name);
    const notes = () => slack.channel(button.on.channel).ephemerals;
    const before = notes().length;
    const outcome = await person.use(button);
    if (outcome?.status !== 200) return false;
    // A note of an earlier press may come late.
    const isTold = ({ userId, plainText }: EphemeralRecord) => userId === person.id && isMeant(plainText);
    return waitUntil(async () => notes().slice(before).some(isTold), longestNoteMs);
  };
