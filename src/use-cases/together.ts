type Waiting<Asked, Answer> = PromiseWithResolvers<Answer> & { asked: Asked };

/** Asks for one thing; what others ask for at the same time is asked for with it. */
export type Together<Asked, Answer> = (asked: Asked) => Promise<Answer>;

/**
 * Gathers what is asked for within one turn of the event loop, so that it costs one question.
 * @param ask answers each in its place
 */
export const together = <Asked, Answer>(
  ask: (all: readonly Asked[]) => readonly Promise<Answer>[],
): Together<Asked, Answer> => {
  let waiting: Waiting<Asked, Answer>[] = [];
  const flush = () => {
    const all = waiting;
    waiting = [];
    answerAll(ask, all);
  };
  return (asked) => {
    const one = { ...Promise.withResolvers<Answer>(), asked };
    // The callbacks of a tick come when no promise is left that could ask for more.
    if (waiting.push(one) === 1) process.nextTick(flush);
    return one.promise;
  };
};

/**
 * The same, and while one question is under way what is asked for meanwhile waits for the next: under load each gets
 * larger, and without load nobody waits.
 * @param most how much one question may hold
 */
export const inBatches = <Asked, Answer>(
  ask: (all: readonly Asked[]) => readonly Promise<Answer>[],
  most: number,
): Together<Asked, Answer> => {
  const waiting: Waiting<Asked, Answer>[] = [];
  let isUnderWay = false;
  const next = async (): Promise<void> => {
    while (waiting.length > 0) await Promise.allSettled(answerAll(ask, waiting.splice(0, most)));
    isUnderWay = false;
  };
  return (asked) => {
    const one = { ...Promise.withResolvers<Answer>(), asked };
    waiting.push(one);
    if (!isUnderWay) {
      isUnderWay = true;
      process.nextTick(() => void next());
    }
    return one.promise;
  };
};

const answerAll = <Asked, Answer>(
  ask: (all: readonly Asked[]) => readonly Promise<Answer>[],
  all: readonly Waiting<Asked, Answer>[],
): readonly Promise<Answer>[] => {
  const answers = ask(all.map(({ asked }) => asked));
  for (const [index, { resolve, reject }] of all.entries()) answers[index]!.then(resolve, reject);
  return answers;
};
