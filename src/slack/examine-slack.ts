import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { adviceOrCode } from '../use-cases/advice.ts';
import { type Finding, failed, fine, skipped } from '../use-cases/diagnosis.ts';
import { missingScopes, type SlackScope, slackScopes } from './scopes.ts';
import { clientOptions } from './slack-client.ts';
import { slackFault } from './slack-fault.ts';

export const slackChecks = ['Slack', 'token', 'scopes', 'intake'] as const;

const longestMs = 5_000;

/** One call with one token, from whose answer the rest follows. @throws faults of ours */
const ask = async <Answer>(
  token: string,
  apiUrl: string | undefined,
  call: (client: WebClient) => Promise<Answer>,
): Promise<{ answer: Answer } | { code: string; isSlack: boolean }> => {
  try {
    return { answer: await call(new WebClient(token, { ...clientOptions(apiUrl), timeout: longestMs })) };
  } catch (fault) {
    const code = slackFault(fault);
    if (code === undefined) throw fault;
    return { code, isSlack: fault instanceof WebAPIPlatformError && code !== 'not-slack' };
  }
};

/** Whether Slack can be reached, takes the bot's token, and what it has granted. */
export const examineSlack = async (botToken: string, apiUrl: string | undefined): Promise<Finding[]> => {
  const found = await ask(botToken, apiUrl, (client) => client.auth.test());
  if ('code' in found && !found.isSlack) {
    const [first, ...others] = slackChecks.slice(0, 3);
    return [
      failed(first!, adviceOrCode('slack', found.code)),
      ...others.map((check) => skipped(check, 'Slack')),
    ];
  }
  const reached = fine('Slack', 'it answers');
  if ('code' in found) {
    return [reached, failed('token', adviceOrCode('slack', found.code)), skipped('scopes', 'token')];
  }
  const { team_id: teamId, response_metadata } = found.answer;
  return [
    reached,
    fine('token', `taken, for the workspace ${teamId}`),
    describeScopes(response_metadata?.scopes),
  ];
};

const describeScopes = (granted: readonly string[] | undefined): Finding => {
  const { required, optional } = missingScopes(granted);
  const named = (scopes: readonly SlackScope[]) => scopes.map(({ scope }) => scope).join(', ');
  const without = optional.map(({ scope, uses }) => `${scope}, so no ${uses}`);
  if (required.length === 0) {
    const rest = without.length > 0 ? `; optional and not granted: ${without.join('; ')}` : '';
    return fine('scopes', `${named(slackScopes.required)}${rest}`);
  }
  return {
    check: 'scopes',
    verdict: 'failed',
    says: `missing: ${named(required)}`,
    remedies: [
      ...required.map(({ scope, uses }) => `Without ${scope} there is no ${uses}.`),
      'Add them at https://api.slack.com/apps → your app → OAuth & Permissions → Bot Token Scopes,',
      'then press "Reinstall to Workspace" on the same page.',
    ],
  };
};

/** Whether Slack would open a connection of Socket Mode; none is opened. */
export const examineSocketMode = async (appToken: string, apiUrl: string | undefined): Promise<Finding> => {
  const found = await ask(appToken, apiUrl, (client) => client.apps.connections.open());
  if ('code' in found) return failed('intake', adviceOrCode('socket', found.code));
  return fine('intake', 'Socket Mode, and Slack gives a connection');
};
