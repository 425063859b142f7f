import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';

const named = z.object({ id: z.string().min(1) });
/** Whose it is: forms of some kinds tell it with the user alone. */
const withTeam = z.union([
  z.object({ team: named, user: named }),
  z.object({ team: z.null().optional(), user: named.extend({ team_id: z.string().min(1) }) }),
]);
const elements = z.record(z.string(), z.object({ type: z.string() }));
const fields = z.object({ state: z.object({ values: z.record(z.string(), elements) }) });
const chosen = z.object({ selected_option: z.object({ value: z.string() }) });

const command = z.object({
  command: z.string(),
  team_id: z.string().min(1),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  text: z.string().default(''),
});

const press = z.intersection(
  withTeam,
  z.object({
    type: z.literal('block_actions'),
    actions: z
      .array(z.object({ type: z.string(), action_id: z.string() }).loose())
      .min(1)
      .refine((all) => all.every((one) => one.type !== 'overflow' || chosen.safeParse(one).success)),
    view: fields.partial().optional(),
  }),
);

const form = z.intersection(
  withTeam,
  z.object({
    type: z.literal('view_submission'),
    view: fields.extend({ callback_id: z.string(), blocks: z.array(z.object({ type: z.string() })) }),
  }),
);

const event = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().min(1),
  event: z.object({ type: z.string() }),
});

const known = z.union([command, press, form, event]);

/**
 * Hands on what the bot answers, and acknowledges everything else at once. Bolt would leave the latter to Slack, which
 * waits for three seconds, or stumble over what is not there.
 */
export const onlyKnown = (inner: Receiver): Receiver => ({
  init: (app) => {
    const processEvent = async (received: ReceiverEvent): Promise<void> => {
      if (known.safeParse(received.body).success) return app.processEvent(received);
      await received.ack();
    };
    inner.init(Object.assign(Object.create(app) as App, { processEvent }));
  },
  start: (...settings) => inner.start(...settings),
  stop: (...settings) => inner.stop(...settings),
});
