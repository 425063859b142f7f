import { UnavailableError } from '../../src/errors.ts';
import { SLACK_LIMITS } from '../../src/slack/limits.ts';
import type { By, Context } from '../../src/use-cases/context.ts';
import { RepeatedError } from '../../src/use-cases/once.ts';
import type { Bot } from './bot.ts';
import type { LinkParts } from './link.ts';
import type { Posted } from './platform.ts';
import type { Processes } from './processes.ts';

/** What came of a press, as its sender saw it: `unseen` where nothing, an error or a doubt came back. */
export type Seen<Result> = { result: Result } | 'unseen';

export type Request<Result> = {
  by: Omit<By, 'pressedAt' | 'requestId'>;
  what: string;
  about: string;
  /** The message that was pressed: its key comes along. */
  pressed?: Posted | undefined;
  carryOut(context: Context, by: By): Promise<Result>;
};

/** Brings what people press to one of the processes, late, twice or not at all. */
export type Send = <Result>(request: Request<Result>, seen: (seen: Seen<Result>) => void) => void;

/** For so long a bot decides at most, and for so long the platform waits. */
const { decideMs, acknowledgeMs } = SLACK_LIMITS.interaction;
const duplicates = 0.1;

export const createSend = (
  { scheduler, chance, trace }: LinkParts,
  processes: Pick<Processes, 'any'>,
): Send => {
  let requests = 0;
  let lastPressMs = 0;

  const handle = async <Result>({ life, context, takeEvidence }: Bot, request: Request<Result>, by: By) => {
    const { pressed } = request;
    const ended = new AbortController();
    void life.clock.wait(decideMs).then(() => ended.abort());
    const timely: Context = {
      ...context,
      transaction: (workspace, work) => context.transaction(workspace, work, ended.signal),
    };
    if (pressed) {
      const copy = { reference: { channel: pressed.place, ts: pressed.ts }, postedAt: new Date(pressed.at) };
      await takeEvidence(by.workspace, pressed.key, copy).catch(() => {});
    }
    return request.carryOut(timely, by);
  };

  const arrive = <Result>(request: Request<Result>, by: By, answer: (seen: Seen<Result>) => void) => {
    const bot = processes.any();
    if (!bot) return answer('unseen');
    bot.life.enter(() => {
      handle(bot, request, by).then(
        (result) => answer({ result }),
        (fault: unknown) => {
          if (fault instanceof UnavailableError) trace.note(bot.life.name, 'could not do it', request.about);
          else if (!(fault instanceof RepeatedError)) {
            trace.violated('no fault', `${request.what} failed: ${String(fault)}`, request.about);
          }
          answer('unseen');
        },
      );
    });
  };

  return (request, seen) => {
    requests += 1;
    // The platform's clock is finer than ours: no two presses fall on one instant.
    lastPressMs = Math.max(scheduler.now(), lastPressMs + 1);
    const by: By = {
      ...request.by,
      pressedAt: new Date(lastPressMs),
      requestId: `request-${requests}`,
    };
    let isTold = false;
    const tell = (one: Seen<never> | Parameters<typeof seen>[0]) => {
      if (isTold) return;
      isTold = true;
      seen(one);
    };
    trace.note(request.by.memberId, `presses ${request.what} (${by.requestId})`, request.about);
    scheduler.in(chance.between(5, 400), () =>
      arrive(request, by, (one) => void scheduler.in(chance.between(5, 50), () => tell(one))),
    );
    if (chance.happens(duplicates)) {
      trace.fault('request told twice', request.by.memberId, request.about);
      scheduler.in(chance.between(5, 4_000), () => arrive(request, by, () => {}));
    }
    scheduler.in(acknowledgeMs, () => tell('unseen'));
  };
};
