import type { Posted } from '../post.ts';
import { post } from '../post.ts';
import type { Traffic } from '../traffic.ts';
import { UrlsInTurn } from '../urls-in-turn.ts';
import { partsOf } from './ids.ts';
import { asJson, type Json, textIn } from './json.ts';
import type { Tokens } from './tokens.ts';

/** What came back from the bot. */
export type Answer = Omit<Posted, 'failure'> & { failure?: Posted['failure'] | 'no_endpoint' | 'lost' };

type Settings = { tokens: Tokens; traffic: Traffic; answerWithinMs: number };

const unanswered = (failure: Answer['failure'] & string): Answer => ({
  status: 0,
  body: '',
  headers: {},
  failure,
  ms: 0,
});

/** Deliveries to the bots' messaging endpoints, in turn. */
export class Deliveries extends UrlsInTurn {
  readonly #settings: Settings;
  readonly #pending = new Set<Promise<unknown>>();
  readonly #latest = new Map<string, Json>();
  /** The end of what is on its way to the bot, by channel or chat. */
  readonly #queues = new Map<string, Promise<unknown>>();
  /** Types, names of invokes and of events that are never delivered. */
  readonly lost = new Set<string>();

  constructor(settings: Settings) {
    super();
    this.#settings = settings;
  }

  /**
   * Delivers to exactly one bot; the next one is tried only when an endpoint refuses the connection. Never rejects.
   * @param token `null`: none at all; default: a right one
   */
  async deliver(activity: Json, token?: string | null): Promise<Answer> {
    const keys = keysOf(activity);
    if (keys.some((key) => this.lost.has(key))) return unanswered('lost');
    for (const key of keys) this.#latest.set(key, activity);
    const delivery = this.#post(activity, token);
    this.#hold(delivery);
    return delivery;
  }

  /**
   * Begins to deliver what nobody waits for: one after the other in each channel or chat, so that tests can tell what
   * comes first. What people wait for goes at once.
   */
  emit(activity: Json): void {
    const place = placeOf(activity);
    const before = this.#queues.get(place) ?? Promise.resolve();
    const delivery = before.then(() => this.deliver(activity));
    this.#queues.set(place, delivery);
    this.#hold(delivery);
  }

  /** The latest activity of that type, invoke of that name or event. @throws when there was none */
  latest(key: string): Json {
    const activity = this.#latest.get(key);
    if (!activity) throw new Error(`There was no activity ${key}`);
    return activity;
  }

  /** Resolves when nothing is on its way. */
  async delivered(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #hold(work: Promise<unknown>): void {
    const held = work.finally(() => this.#pending.delete(held));
    this.#pending.add(held);
  }

  async #post(activity: Json, token: string | null | undefined): Promise<Answer> {
    const bearer = token === undefined ? await this.#rightToken(activity) : token;
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)',
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
    };
    const urls = this.inTurn();
    let answer = unanswered('no_endpoint');
    if (urls.length === 0) this.#begin(activity, undefined)(logged(answer));
    for (const url of urls) {
      const end = this.#begin(activity, url);
      answer = await post(url, {
        headers,
        body: JSON.stringify(activity),
        withinMs: this.#settings.answerWithinMs,
      });
      end(logged(answer));
      if (answer.failure !== 'connection_refused') break;
    }
    return answer;
  }

  #rightToken({ serviceUrl, channelData }: Json): Promise<string> {
    const tenantId = textIn(asJson(asJson(channelData).tenant).id);
    return this.#settings.tokens.mint('right', { serviceUrl: textIn(serviceUrl), tenantId });
  }

  #begin(activity: Json, to: string | undefined) {
    const place = placeOf(activity);
    return this.#settings.traffic.begin({
      kind: 'delivery',
      name: nameOf(activity),
      request: activity,
      ...(place && { channelId: place }),
      ...(to && { to }),
    });
  }
}

/** The channel or chat, without a thread. */
const placeOf = ({ conversation }: Json): string => partsOf(textIn(asJson(conversation).id)).id;

/** As the traffic calls it: its type, and the invoke's name or the event's. */
const nameOf = (activity: Json): string => keysOf(activity).join(' ');

const keysOf = ({ type, name, channelData }: Json): string[] =>
  [type, type === 'invoke' ? name : asJson(channelData).eventType].map(textIn).filter((key) => key !== '');

const logged = ({ status, body, failure }: Answer) => {
  const error = failure ?? (status >= 200 && status < 300 ? undefined : `http_${status}`);
  return { status, response: body, ...(error && { error }) };
};
