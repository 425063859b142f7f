import type { MessageKind } from '../messages/owed.ts';
import { defaultPhaseMinutes, minute, second } from '../session/rules.ts';
import type { DoubtCause } from '../use-cases/delivery-ports.ts';

/** How much the dispatcher does at once and how long it waits; spans in milliseconds of the machine clock. */
export type DeliveryLimits = {
  /** Calls that post or remove. */
  postsAtOnce: number;
  /** Posts that are claimed: more than are sent at once, because some wait for a permit. */
  postsHeld: number;
  editsAtOnce: number;
  /** A claim is held for so long, from claiming to the permit; who would wait longer is put back. */
  patienceMs: number;
  /** Outlasts patience, reading and composing. */
  claimLeaseMs: number;
  /** Outlasts a call (2.5 s) and the recording of how it ended. */
  callLeaseMs: number;
  /** Outlasts patience, reading, composing and the call: an edit is made under its claim. */
  editLeaseMs: number;
  /** Words older than this are composed anew before they are sent. */
  freshMs: number;
  /** While calls are in flight, newly due posts are looked for this often. */
  lookAgainMs: number;
  /** So often processes that have died are looked for meanwhile. */
  leasesMs: number;
  /** Faults (not the platform's refusals) after which a letter is given up. */
  mostFaults: number;
  /** Refusals that may pass, in a row, after which an edit is given up. */
  mostRefusals: number;
  /** Look-ups of the platform's history: one lane beside the posts, which never wait for it. */
  looksAtOnce: number;
  /**
   * Outlasts the usual look-up: a call to know the place, one to read it and one to remove a copy, 2.5 s each. Of one that
   * takes longer another process may look as well, which does no harm: a row is settled once, and a copy counted once.
   * The doubt of a process that died while it looked waits for so long.
   */
  lookLeaseMs: number;
  /** A doubtful message is looked for first after this. */
  firstLookMs: number;
  /** From then on, counted from the doubt, a look-up in vain is proof: earlier, history may lag behind. */
  proofAfterMs: Readonly<Record<DoubtCause, number>>;
  /** Two proofs are wanted, so far apart. */
  confirmMs: number;
  /** Where nobody can look: so long evidence is waited for, half of what the message is good for. */
  evidenceMs: Readonly<Record<MessageKind, number>>;
  /** Copies of a message that was sent again are looked for so long after that was decided. */
  watchMs: readonly number[];
};

const [activeStart, exercise, feedback, conclusion] = defaultPhaseMinutes;

export const deliveryLimits: DeliveryLimits = {
  postsAtOnce: 32,
  postsHeld: 128,
  editsAtOnce: 4,
  patienceMs: 1_500,
  claimLeaseMs: 5_000,
  callLeaseMs: 4_000,
  editLeaseMs: 6_500,
  freshMs: 500,
  lookAgainMs: 200,
  leasesMs: 1_000,
  mostFaults: 5,
  mostRefusals: 8,
  looksAtOnce: 4,
  lookLeaseMs: 8_000,
  firstLookMs: second,
  proofAfterMs: { answered: 5_000, 'cut-off': 10_000, 'owner-dead': 15_000 },
  confirmMs: 500,
  evidenceMs: {
    'prompt-1': (activeStart * minute) / 2,
    'prompt-2': (exercise * minute) / 2,
    'prompt-3': (feedback * minute) / 2,
    'prompt-4': (conclusion * minute) / 2,
    // The first prompt waits for the card, and the lead for the desk.
    card: (activeStart * minute) / 2,
    desk: (activeStart * minute) / 2,
    announcement: 30 * minute,
    'lead-left': 30 * minute,
    'channel-closed': 30 * minute,
    recap: 2 * minute,
    'check-note': 0,
  },
  watchMs: [4_000, 12_000, 60_000],
};
