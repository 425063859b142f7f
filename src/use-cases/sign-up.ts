import type { By, Context } from './context.ts';
import { countPeople } from './count-people.ts';
import type { Series, SignUp, StoredSession, Stores } from './ports.ts';

export type SignedUp = { series: Series; coming: StoredSession[]; total: number };

/**
 * Whether a member is called for a series: for all of its sessions to come, only for the first of them, or for none. What
 * they pressed last counts, in whatever order it arrives.
 * @returns the series and its sessions to come; where there are none, nobody is signed up; undefined where it does not
 * exist
 */
export const signUpForSeries = async (
  context: Context,
  by: By,
  seriesId: string,
  choice: SignUp,
): Promise<SignedUp | undefined> => {
  const now = context.now();
  const result = await context.transaction(by.workspace, async (stores) => {
    const series = await stores.series.find(seriesId);
    if (!series) return undefined;
    const sessions = await stores.sessions.ofSeries(seriesId);
    const coming = sessions.filter(({ session }) => session.status === 'planned');
    // An old announcement: nobody is called any more, and nothing on it changes.
    if (coming.length === 0 && choice !== 'none') return { series, coming, total: sessions.length };
    if (!(await stores.series.signUp(seriesId, by.memberId, choice, now, by.pressedAt))) {
      return { series, coming, total: sessions.length };
    }
    const wanted = { all: coming.length, first: 1, none: 0 }[choice];
    for (const [index, { facts }] of coming.entries()) {
      await putIn(context, stores, facts.id, by, index < wanted, now);
    }
    const subject = { kind: 'series', id: seriesId } as const;
    await stores.ledger.outdate([{ subject, kind: 'announcement', urgency: 'announcement-counter' }], now);
    return { series, coming, total: sessions.length };
  });
  context.nudge();
  return result;
};

/**
 * Whether a member is in one session; here, too, what they pressed last counts.
 * @returns the session afterwards; undefined where it does not exist
 */
export const signUpForSession = async (
  context: Context,
  by: By,
  sessionId: string,
  isIn: boolean,
): Promise<StoredSession | undefined> => {
  const now = context.now();
  const stored = await context.transaction(by.workspace, async (stores) => {
    await putIn(context, stores, sessionId, by, isIn, now);
    return stores.sessions.find(sessionId);
  });
  context.nudge();
  return stored;
};

export const isOver = ({ session: { status } }: StoredSession): boolean =>
  status === 'collecting' || status === 'closed';

const putIn = async (
  context: Context,
  stores: Stores,
  sessionId: string,
  { memberId, pressedAt }: By,
  isIn: boolean,
  now: Date,
): Promise<void> => {
  const session = await stores.sessions.find(sessionId);
  // Who took part did, whatever is pressed on an old message.
  if (!session || isOver(session)) return;
  if (await stores.participants.set(sessionId, memberId, isIn, now, pressedAt))
    await countPeople(context, stores, sessionId, now);
};
