import type { WebClient } from '@slack/web-api';
import type { Message } from '../../src/messages/message.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import type { LookUp, Messenger, Outcome, Sent } from '../../src/use-cases/delivery-ports.ts';
import type { Destination, Opaque, WorkspaceId } from '../../src/use-cases/ports.ts';
import { createCalls } from './calls.ts';
import type { Life } from './life.ts';
import { type LinkParts, remotely } from './link.ts';

/** A message that the platform holds or has held; all instants in milliseconds, by its clock. */
export type Posted = {
  ts: string;
  key: string;
  workspace: WorkspaceId;
  /** The channel, or the member whose chat with the bot it is. */
  place: string;
  /** The message in whose thread it stands. */
  root: string | undefined;
  /** What it says at present. */
  message: Message;
  /** When the process made the call, and when it was accepted. */
  calledAt: number;
  at: number;
  goneAt: number | undefined;
  by: Life;
};

export type Platform = {
  readonly posted: readonly Posted[];
  messenger(life: Life, workspace: WorkspaceId): Messenger;
  onPost(tell: (posted: Posted) => void): void;
};

/** The budgets are those of Slack; nothing is called. */
const { permits } = createMessenger({} as WebClient);
const budgetOf = (call: Parameters<Messenger['permits']>[0]): string => permits(call)[0]!.budget;

/** Slack, as far as deliveries see it, with the faults of the seed. */
export const createPlatform = (parts: LinkParts): Platform => {
  const { scheduler, chance, profile, weather, trace } = parts;
  const posted: Posted[] = [];
  const byTs = new Map<string, Posted>();
  const tellers: ((posted: Posted) => void)[] = [];
  const call = createCalls(parts);

  const accept = (one: Omit<Posted, 'ts' | 'at' | 'goneAt'>): Outcome => {
    const standing: Posted = { ...one, ts: `${posted.length + 1}`, at: scheduler.now(), goneAt: undefined };
    posted.push(standing);
    byTs.set(standing.ts, standing);
    trace.note('platform', `holds message ${standing.ts} in ${standing.place}, from ${one.by.name}`, one.key);
    for (const tell of tellers) tell(standing);
    return { kind: 'done', reference: { channel: standing.place, ts: standing.ts } };
  };

  const edit = (reference: Opaque, message: Message, life: Life): Outcome => {
    const standing = byTs.get(reference.ts ?? '');
    if (!standing || standing.goneAt !== undefined) return { kind: 'refused', code: 'message_not_found' };
    standing.message = message;
    trace.note('platform', `has edited message ${standing.ts}, asked by ${life.name}`, standing.key);
    return { kind: 'done' };
  };

  const remove = (reference: Opaque, life: Life): Outcome => {
    const standing = byTs.get(reference.ts ?? '');
    if (!standing || standing.goneAt !== undefined) return { kind: 'done' };
    standing.goneAt = scheduler.now();
    trace.note('platform', `has removed message ${standing.ts}, asked by ${life.name}`, standing.key);
    return { kind: 'done', reference };
  };

  const lookUp = (workspace: WorkspaceId, { destination, at }: Sent, key: string): LookUp => {
    if (!leavesTrace(destination)) return { kind: 'cannot', code: 'no-trace' };
    if (!profile.canLook) return { kind: 'cannot', code: 'missing_scope' };
    if (weather.isIn('history down') || weather.isIn('platform down'))
      return { kind: 'not-now', code: 'http_503' };
    if (weather.isIn('token revoked')) return { kind: 'not-now', code: 'token_revoked' };
    const visibleUntil = scheduler.now() - profile.historyLagMs;
    const copies = posted
      .filter((one) => one.key === key && one.workspace === workspace && one.goneAt === undefined)
      .filter((one) => one.place === placeOf(destination) && one.at <= visibleUntil)
      .filter((one) => one.at >= at.getTime() - clockDoubtMs)
      .map((one) => ({ reference: { channel: one.place, ts: one.ts }, postedAt: new Date(one.at) }));
    return copies.length > 0 ? { kind: 'found', copies } : { kind: 'absent' };
  };

  const messenger: Platform['messenger'] = (life, workspace) => ({
    permits,
    post: (destination, message, key) => {
      const calledAt = scheduler.now();
      const root = 'root' in destination ? destination.root.ts : undefined;
      const one = { key, workspace, place: placeOf(destination), root, message, calledAt, by: life };
      const accepts = (): Outcome => (leavesTrace(destination) ? accept(one) : { kind: 'done' });
      return call(
        life,
        { about: key, budget: budgetOf({ does: 'post', destination }), mayBeLate: true },
        accepts,
      );
    },
    edit: (reference, message, key) =>
      call(life, { about: key, budget: budgetOf({ does: 'edit', reference }) }, () =>
        edit(reference, message, life),
      ),
    remove: (reference) =>
      call(
        life,
        { about: byTs.get(reference.ts ?? '')?.key ?? '', budget: budgetOf({ does: 'remove', reference }) },
        () => remove(reference, life),
      ),
    lookUp: async (sent, key) => {
      const timing = { thereMs: chance.between(10, 150), backMs: chance.between(10, 150) };
      const looked = await remotely(scheduler, life, timing, () => lookUp(workspace, sent, key));
      trace.note(life.name, `looked: ${looked.kind}`, key);
      return looked;
    },
  });

  return { posted, messenger, onPost: (tell) => void tellers.push(tell) };
};

/** As in `slack/look-up.ts`. */
const clockDoubtMs = 2 * 60_000;

const leavesTrace = ({ to }: Destination): boolean => to !== 'member-in-thread' && to !== 'member-in-channel';

export const placeOf = (destination: Destination): string =>
  'channelId' in destination ? destination.channelId : destination.memberId;
