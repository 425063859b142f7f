import { type FetchFunction, WebAPIHTTPError, WebClient, type WebClientOptions } from '@slack/web-api';
import type { TokenWatch } from '../use-cases/token-watch.ts';
import { silentSdkLogger } from './sdk-logger.ts';

/** A client that makes one call and says at once how it ended: Bolt's and the SDK's own retries would post twice. */
export const createSlackClient = (
  { botToken, apiUrl }: { botToken: string; apiUrl: string | undefined },
  heard: TokenWatch['heard'] = () => {},
): WebClient => new ListenedToClient(botToken, clientOptions(apiUrl), heard);

/** The SDK's client, which tells of each call how it ended; only by inheriting can every method be listened to. */
class ListenedToClient extends WebClient {
  readonly #heard: TokenWatch['heard'];

  constructor(token: string, options: WebClientOptions, heard: TokenWatch['heard']) {
    super(token, options);
    this.#heard = heard;
  }

  override async apiCall(...call: Parameters<WebClient['apiCall']>): ReturnType<WebClient['apiCall']> {
    try {
      const answer = await super.apiCall(...call);
      this.#heard();
      return answer;
    } catch (fault) {
      this.#heard(fault);
      throw fault;
    }
  }
}

/** The SDK knows a 429 that names no time by its wording alone; so it is told as any other status is. */
const fetchUnlessTimeless429: FetchFunction = async (url, init) => {
  const response = await fetch(url, init);
  const { status, statusText, headers } = response;
  const namesTime = Number.isInteger(Number.parseInt(headers.get('retry-after') ?? '', 10));
  if (status !== 429 || namesTime) return response;
  throw new WebAPIHTTPError(status, statusText, Object.fromEntries(headers), '');
};

/** For whatever calls Slack with the bot's token. */
export const clientOptions = (apiUrl: string | undefined): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl }),
  retryConfig: { retries: 0 },
  timeout: 2_500,
  rejectRateLimitedCalls: true,
  fetch: fetchUnlessTimeless429,
  allowAbsoluteUrls: false,
  logger: silentSdkLogger,
});
