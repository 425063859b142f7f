import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/** What Slack posts, as the receiver and the listeners of Bolt have it in common. */
type Body = object;

export type CommitFirst = {
  /** Wraps a receiver, so that the events for which `isMeant` are acknowledged only when they are carried out. */
  receiver(inner: Receiver, isMeant: (body: ReceiverEvent['body']) => boolean): Receiver;
  /** For their listeners: carries an event out. What throws is not acknowledged, so Slack tells it again. */
  carryOut(body: Body, work: () => Promise<void>): Promise<void>;
};

/** Bolt would acknowledge every event at once, and one that failed would be lost. */
export const createCommitFirst = (): CommitFirst => {
  const carriedOut = new WeakMap<Body, Promise<void>>();
  return {
    receiver: (inner, isMeant) => ({
      init: (app) => {
        const processEvent = async (event: ReceiverEvent): Promise<void> => {
          if (!isMeant(event.body)) return app.processEvent(event);
          await app.processEvent({ ...event, ack: async () => {} });
          const done = carriedOut.get(event.body);
          // Nobody was asked: Bolt could not tell whose event it is.
          if (!done) throw new Error('an event was not carried out');
          await done;
          await event.ack();
        };
        inner.init(Object.assign(Object.create(app) as App, { processEvent }));
      },
      start: (...settings) => inner.start(...settings),
      stop: (...settings) => inner.stop(...settings),
    }),
    carryOut: async (body, work) => {
      const done = work();
      carriedOut.set(body, done);
      // The receiver hears of it.
      await done.catch(() => {});
    },
  };
};
