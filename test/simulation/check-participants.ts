import type { SignedUp } from './people.ts';
import type { World } from './world.ts';

/**
 * At rest somebody is in where the latest press of theirs says so that was confirmed, or one that they pressed after it:
 * what came of that nobody knows (G8).
 */
export const checkParticipants = ({
  people,
  tables,
  trace,
}: {
  people: Pick<World['people'], 'signUps'>;
  tables: Pick<World['tables'], 'participants'>;
  trace: Pick<World['trace'], 'violated'>;
}): void => {
  for (const presses of Map.groupBy(people.signUps, nameOf).values()) {
    const { session, member } = presses[0]!;
    const last = presses.findLastIndex(({ confirmed }) => confirmed);
    const isIn = tables.participants.get(session)?.get(member)?.joinedAt !== undefined;
    const mayBe = last < 0 ? [false, ...presses.map(saysIn)] : presses.slice(last).map(saysIn);
    if (!mayBe.includes(isIn)) {
      trace.violated('G8', `${member} is ${isIn ? 'in' : 'not in'}, and said otherwise last`, session);
    }
  }
};

const nameOf = ({ session, member }: SignedUp): string => `${session} ${member}`;
const saysIn = ({ isIn }: SignedUp): boolean => isIn;
