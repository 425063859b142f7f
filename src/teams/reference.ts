import type { Opaque } from '../use-cases/ports.ts';

/** A posted message as Teams names it: the conversation, with its thread in a channel, and the message in it. */
export type TeamsReference = { conversation: string; activity: string };

/** As it is kept with a posted message. */
export const referenceTo = (conversation: string, activity: string): TeamsReference => ({
  conversation,
  activity,
});

/** Reads it; a reference of another platform names nothing. */
export const teamsReference = ({ conversation = '', activity = '' }: Opaque): TeamsReference => ({
  conversation,
  activity,
});
