import { expect } from '@jest/globals';
import type { SessionCommand, SessionRefusal } from '../../src/session/commands.ts';
import { type Decision, decide } from '../../src/session/decide.ts';
import type { SessionEvent } from '../../src/session/events.ts';
import { evolve } from '../../src/session/evolve.ts';
import type { Session } from '../../src/session/session.ts';
import { buildSession } from './build-session.ts';

/**
 * A decision as a sentence: given what has happened to the sample's session, or a session as it stands,
 * when something is asked, then this happens.
 */
export const given = (...past: SessionEvent[] | [Session]) => {
  const session = past.reduce<Session>(
    (current, one) => ('type' in one ? evolve(current, one) : one),
    buildSession(),
  );
  return { when: (command: SessionCommand) => asked(decide(session, command)) };
};

const asked = ({ events, refusal, session }: Decision) => ({
  session,
  /** Exactly these events, and nothing was refused. */
  // biome-ignore lint/suspicious/noThenProperty: reads as given, when, then; nobody awaits it
  then: (...expected: SessionEvent[]) => expect({ events, refusal }).toEqual({ events: expected }),
  /** Refused, and nothing happened but what was due anyway. */
  thenRefused: (code: SessionRefusal, ...due: SessionEvent[]) =>
    expect({ events, refusal }).toEqual({ events: due, refusal: code }),
});
