import { ActivityTypes, type Activity as BotActivity, CloudAdapter } from 'botbuilder';
import {
  AuthenticationConfiguration,
  AuthenticationConstants,
  BotFrameworkAuthenticationFactory,
  ClaimsIdentity,
  type ServiceClientCredentials,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { type BotToken, loginMs } from './bot-token.ts';
import type { HttpAnswer } from './guarded-request.ts';
import type { TeamsSettings } from './teams-settings.ts';

/**
 * Runs a turn of botbuilder for an activity whose sender is known already (`guarded-request.ts`).
 * @param raw the whole activity, as it came
 * @param answer what an invoke is answered with
 */
export type RunTurn = (
  raw: object,
  serviceUrl: string,
  answer: () => Promise<HttpAnswer>,
) => Promise<HttpAnswer>;

/** @param token of the bot, for what botbuilder calls by itself */
export const createRunTurn = (settings: TeamsSettings, token: BotToken): RunTurn => {
  const { appId, cloud } = settings;
  const authentication = BotFrameworkAuthenticationFactory.create(
    '',
    true,
    // If one of its addresses is given, all must be: a missing one would be taken for none at all.
    cloud.tokenUrl,
    cloud.audience,
    cloud.issuer,
    AuthenticationConstants.OAuthUrl,
    cloud.openIdMetadata,
    AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    '',
    new OwnToken(appId, token),
    new AuthenticationConfiguration(),
  );
  const adapter = new GuardedAdapter(authentication);
  return (raw, serviceUrl, answer) => {
    const { AudienceClaim, ServiceUrlClaim } = AuthenticationConstants;
    const identity = new ClaimsIdentity(
      [
        { type: AudienceClaim, value: appId },
        { type: ServiceUrlClaim, value: serviceUrl },
      ],
      true,
    );
    const connectorFactory = authentication.createConnectorFactory(identity);
    const sender = { audience: cloud.audience, claimsIdentity: identity, connectorFactory };
    return adapter.turn(sender, raw, answer);
  };
};

type Sender = Exclude<Parameters<CloudAdapter['processActivity']>[0], string>;

/** Botbuilder's adapter behind a guard of its own: it is told who has called. */
class GuardedAdapter extends CloudAdapter {
  async turn(sender: Sender, raw: object, answer: () => Promise<HttpAnswer>): Promise<HttpAnswer> {
    let given: HttpAnswer = { status: 200 };
    // Its type names many more fields than Teams sends; of these it reads those that the guard has looked at.
    const response = await this.processActivity(sender, raw as BotActivity, async (turn) => {
      given = await answer();
      if (turn.activity.type !== ActivityTypes.Invoke) return;
      await turn.sendActivity({ type: ActivityTypes.InvokeResponse, value: given });
    });
    return response ? { status: response.status, ...(response.body && { body: response.body }) } : given;
  }
}

/** The bot's token for whatever botbuilder itself should call. */
class OwnToken extends ServiceClientCredentialsFactory {
  readonly #appId: string;
  readonly #token: BotToken;

  constructor(appId: string, token: BotToken) {
    super();
    this.#appId = appId;
    this.#token = token;
  }

  async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId;
  }

  async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  async createCredentials(): Promise<ServiceClientCredentials> {
    return {
      signRequest: async (request) => {
        const token = await this.#token.get(AbortSignal.timeout(loginMs));
        request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    };
  }
}
