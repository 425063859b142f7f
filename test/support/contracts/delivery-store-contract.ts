import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Claim, DeliveryStore, SettlingReport } from '../../../src/use-cases/delivery-ports.ts';
import type { LedgerStore, OwedPost, Subject, WorkspaceId } from '../../../src/use-cases/ports.ts';

/** An empty ledger to try, with a way to owe messages as the decisions do. */
export type DeliveryStoreUnderTest = {
  store: DeliveryStore;
  workspaces: readonly [WorkspaceId, WorkspaceId];
  /** A new session of the workspace. */
  addSubject(workspace: WorkspaceId): Promise<Subject>;
  report(): Promise<SettlingReport>;
  /** Each call is committed when it resolves. */
  ledger(workspace: WorkspaceId): LedgerStore;
  close(): Promise<void>;
};

const start = new Date('2026-12-01T09:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const reference = { channel: 'C1', ts: '1.1' };
const timeout = { code: 'timeout', cause: 'cut-off' } as const;
const sent = { destination: { to: 'channel', channelId: 'C1' }, at: at(0) } as const;

/** What the dispatcher relies on; every store passes it. */
export const describeDeliveryStore = (name: string, open: () => Promise<DeliveryStoreUnderTest>): void => {
  describe(`a delivery store: ${name}`, () => {
    let tried: DeliveryStoreUnderTest;
    let store: DeliveryStore;
    let subject: Subject;
    let workspace: WorkspaceId;

    beforeEach(async () => {
      tried = await open();
      store = tried.store;
      workspace = tried.workspaces[0];
      subject = await tried.addSubject(workspace);
    });
    afterEach(() => tried.close());

    const ledger = () => tried.ledger(workspace);
    const owe = (post: Partial<OwedPost> = {}) =>
      ledger().owe([
        { subject, kind: 'card', recipient: '', run: 0, dueAt: at(0), after: undefined, ...post },
      ]);
    /** `seconds` after the start on both clocks, with a lease of five seconds. */
    const presentAt = (seconds: number, limit = 10) => ({
      ...{ session: at(seconds), machine: at(seconds), leaseUntil: at(seconds + 5), limit },
    });
    const claimAt = (seconds: number, limit?: number) => store.claimPosts(presentAt(seconds, limit));
    const claimOne = async (seconds: number) => {
      const [claim, ...others] = await claimAt(seconds);
      expect(others).toEqual([]);
      return claim!;
    };
    const claimEditsAt = (seconds: number) => store.claimEdits(presentAt(seconds));
    const record = (
      claim: { workspace: string; id: string; attempt: number; dueAt: Date },
      seconds: number,
    ) => store.posted(claim, { reference, postedAt: at(seconds), shownVersion: 1 });
    /** Owes a message and brings it to its place. */
    const post = async (one: Partial<OwedPost> = {}) => {
      await owe(one);
      const claim = await claimOne(0);
      const { version } = await store.post(claim);
      await store.sending(claim, at(4));
      await store.posted(claim, { reference, postedAt: at(0), shownVersion: version });
      return claim;
    };

    describe('claims', () => {
      test('nothing before it is due, everything from then on', async () => {
        await owe({ dueAt: at(10) });
        expect(await claimAt(9)).toEqual([]);
        expect(await claimAt(10)).toMatchObject([{ workspace, attempt: 1, dueAt: at(10), removal: false }]);
      });

      test('a row once while its lease runs', async () => {
        await owe();
        expect(await claimAt(0)).toHaveLength(1);
        expect(await claimAt(1)).toEqual([]);
      });

      test('a message once, however often it was owed', async () => {
        await owe();
        await owe();
        expect(await claimAt(0)).toHaveLength(1);
        expect(await claimAt(0)).toEqual([]);
      });

      test('no more than asked for, the prompts before the recaps and then by time', async () => {
        await owe({ kind: 'recap', dueAt: at(0) });
        await owe({ kind: 'prompt-2', dueAt: at(2) });
        await owe({ kind: 'prompt-1', dueAt: at(1) });
        const claims = [...(await claimAt(5, 2)), ...(await claimAt(5, 2))];
        const details = await Promise.all(claims.map((claim) => store.post(claim)));
        expect(details.map(({ kind }) => kind)).toEqual(['prompt-1', 'prompt-2', 'recap']);
      });

      test('a message of every workspace', async () => {
        const [, other] = tried.workspaces;
        const there = await tried.addSubject(other);
        const message = { kind: 'card', recipient: '', run: 0, dueAt: at(0), after: undefined } as const;
        await tried.ledger(other).owe([{ subject: there, ...message }]);
        await owe();
        expect((await claimAt(0)).map((claim) => claim.workspace).sort()).toEqual(
          [...tried.workspaces].sort(),
        );
      });

      test('a reply only when its root stands', async () => {
        await owe();
        await owe({ kind: 'prompt-1', after: 'card' });
        const root = await claimOne(0);
        await store.sending(root, at(4));
        expect(await claimAt(1)).toEqual([]);
        await record(root, 1);
        expect(await claimAt(1)).toHaveLength(1);
      });

      test('a reply whose root will never stand, so that it can be closed', async () => {
        await owe();
        await owe({ kind: 'prompt-1', after: 'card' });
        await store.close(await claimOne(0), 'refused');
        expect(await claimAt(1)).toHaveLength(1);
      });

      test('no reply while nobody knows whether its root stands', async () => {
        await owe();
        await owe({ kind: 'prompt-1', after: 'card' });
        const root = await claimOne(0);
        await store.sending(root, at(4));
        await store.doubt(root, timeout, at(1));
        expect(await claimAt(1)).toEqual([]);
      });

      test('and tells what the letter is about', async () => {
        await owe({ kind: 'desk', recipient: '', run: 3 });
        expect(await store.post(await claimOne(0))).toEqual({
          ...{ subject, kind: 'desk', recipient: '', run: 3, removes: undefined, version: 1 },
        });
      });
    });

    describe('a claim', () => {
      test('goes to sending once', async () => {
        await owe();
        const claim = await claimOne(0);
        expect(await store.sending(claim, at(4))).toBe(true);
        expect(await store.sending(claim, at(4))).toBe(false);
      });

      test('whose lease is over is free for the next attempt, and void for the first', async () => {
        await owe();
        const first = await claimOne(0);
        expect(await store.expireLeases(at(4))).toEqual({ freed: 0, unknown: 0 });
        expect(await store.expireLeases(at(5))).toEqual({ freed: 1, unknown: 0 });
        expect((await claimOne(5)).attempt).toBe(2);
        expect(await store.sending(first, at(9))).toBe(false);
      });

      test('that has been taken over can neither put back nor close', async () => {
        await owe();
        const first = await claimOne(0);
        await store.expireLeases(at(5));
        const second = await claimOne(5);
        await store.putBack(first, at(5));
        await store.close(first, 'refused');
        expect(await claimAt(6)).toEqual([]);
        expect(await store.sending(second, at(9))).toBe(true);
      });

      test('that was put back comes again after its time by the machine clock', async () => {
        await owe();
        await store.putBack(await claimOne(0), at(3));
        expect(await claimAt(2)).toEqual([]);
        expect(await store.claimPosts({ ...presentAt(100), machine: at(2) })).toEqual([]);
        expect(await claimOne(3)).toMatchObject({ attempt: 2 });
      });

      test('can be put back from sending, when the call was certainly not made', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        await store.putBack(claim, at(1));
        expect(await claimOne(1)).toMatchObject({ attempt: 2 });
      });

      test('that is closed never comes again', async () => {
        await owe();
        await store.close(await claimOne(0), 'superseded');
        await store.expireLeases(at(100));
        expect(await claimAt(100)).toEqual([]);
      });

      test('that was superseded comes again where it is owed again', async () => {
        await owe();
        await store.close(await claimOne(0), 'superseded');
        await owe({ dueAt: at(7) });
        expect(await claimAt(6)).toEqual([]);
        expect(await claimOne(7)).toMatchObject({ attempt: 2, dueAt: at(7) });
      });

      test('that ended otherwise does not, though it is owed again', async () => {
        await owe();
        await store.close(await claimOne(0), 'expired');
        await owe();
        expect(await claimAt(100)).toEqual([]);
      });
    });

    describe('a sent message', () => {
      test('is posted and known by its reference', async () => {
        await post();
        expect(await ledger().reference(subject, 'card')).toEqual(reference);
        expect(await claimAt(100)).toEqual([]);
      });

      test('can be recorded twice, because a commit may be lost on its way back', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        expect(await record(claim, 1)).toBe(true);
        expect(await record(claim, 1)).toBe(true);
      });

      test('cannot be recorded without having been in sending', async () => {
        await owe();
        expect(await record(await claimOne(0), 1)).toBe(false);
      });

      test('whose process died is unknown, and is not sent again', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        expect(await store.expireLeases(at(4))).toEqual({ freed: 0, unknown: 1 });
        expect(await claimAt(100)).toEqual([]);
        expect(await store.nextDueAt()).toEqual({ session: undefined, machine: at(4) });
      });

      test('in doubt can still be recorded by its own process', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        await store.doubt(claim, timeout, at(3));
        expect(await claimAt(100)).toEqual([]);
        expect(await record(claim, 4)).toBe(true);
      });

      test('of an older attempt is a zombie’s', async () => {
        await owe();
        const first = await claimOne(0);
        await store.expireLeases(at(5));
        const second = await claimOne(5);
        await store.sending(second, at(9));
        expect(await record(first, 6)).toBe(false);
        expect(await record(second, 6)).toBe(true);
      });
    });

    describe('a doubt', () => {
      const looksAt = async (seconds: number) => {
        const present = { machine: at(seconds), leaseUntil: at(seconds + 5), limit: 10 };
        // A look is no claim of the row: its attempt stays.
        return (await store.claimLooks(present)).map(({ id, attempt }) => `${id} ${attempt}`);
      };
      const nameOf = ({ id, attempt }: { id: string; attempt: number }) => `${id} ${attempt}`;
      const copy = { reference, postedAt: at(0) };
      const other = { channel: 'C1', ts: '2.2' };
      /** Sent at the start, in doubt since a second later. */
      const doubted = async (one: Partial<OwedPost> = {}) => {
        await owe(one);
        const claim = await claimOne(0);
        await store.sending(claim, at(4), sent);
        await store.doubt(claim, timeout, at(1));
        return claim;
      };
      const resent = async (one: Partial<OwedPost> = {}) => {
        const first = await doubted(one);
        await store.resend(first, { blind: false, at: at(5), watchAt: at(9) });
        return first;
      };
      const postAgain = async () => {
        const second = await claimOne(6);
        await store.sending(second, at(10), { ...sent, at: at(6) });
        await store.posted(second, { reference: other, postedAt: at(6), shownVersion: 1 });
        return second;
      };

      test('wants a look at once, one process at a time, and says where and since when', async () => {
        const claim = await doubted({ kind: 'prompt-1' });
        expect(await store.nextDueAt()).toMatchObject({ machine: at(1) });
        expect(await looksAt(0)).toEqual([]);
        expect(await looksAt(1)).toEqual([nameOf(claim)]);
        expect(await looksAt(5)).toEqual([]);
        expect(await looksAt(6)).toEqual([nameOf(claim)]);
        expect(await store.look(claim)).toEqual({
          ...{ wants: 'settling', subject, kind: 'prompt-1', recipient: '', run: 0, withdrawn: false, sent },
          ...{ cause: 'cut-off', since: at(1), emptyLooks: 0, blindResends: 0 },
        });
      });

      test('of a process that died is the worst', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4), sent);
        await store.expireLeases(at(4));
        expect(await store.look(claim)).toMatchObject({ cause: 'owner-dead', since: at(4) });
      });

      test('there is none about a removal: it is made again', async () => {
        await post();
        await ledger().withdraw([{ subject, kind: 'card', run: 0 }], at(1));
        const removal = await claimOne(1);
        await store.sending(removal, at(5));
        expect(await store.expireLeases(at(5))).toEqual({ freed: 1, unknown: 0 });
        expect(await claimOne(6)).toMatchObject({ removal: true, attempt: 2 });
      });

      test('ends where the message is found, which is then edited: nobody knows what it shows', async () => {
        const claim = await doubted();
        expect(await store.found(claim, copy, at(3), undefined)).toBe(true);
        expect(await store.found(claim, { ...copy, reference: other }, at(3), undefined)).toBe(false);
        expect(await ledger().reference(subject, 'card')).toEqual(reference);
        expect(await store.look(claim)).toBeUndefined();
        expect(await claimEditsAt(2)).toEqual([]);
        expect(await claimEditsAt(3)).toHaveLength(1);
        expect((await store.nextDueAt()).machine).toEqual(at(8));
      });

      test.each(['found', 'recorded by its own process', 'pressed'] as const)(
        'of a reply that is %s in the end brings its root up to date, which leads to it',
        async (how) => {
          const root = await post();
          const reply = await doubted({ kind: 'prompt-1', after: 'card' });
          if (how === 'found') await store.found(reply, { ...copy, reference: other }, at(3), undefined);
          if (how === 'pressed') {
            await store.evidence(workspace, reply.id, copy, { session: at(3), machine: at(3) });
          }
          if (how === 'recorded by its own process') await record(reply, 3);
          const edited = (await claimEditsAt(3)).map(({ id }) => id);
          expect(edited).toContain(root.id);
        },
      );

      test('counts the looks in vain and waits for the next', async () => {
        const claim = await doubted();
        await looksAt(1);
        await store.lookAgain(claim, at(20), 1);
        expect(await looksAt(19)).toEqual([]);
        expect(await looksAt(20)).toEqual([nameOf(claim)]);
        expect(await store.look(claim)).toMatchObject({ emptyLooks: 1 });
      });

      test('that is proven wrong sends the message again, and copies are looked for', async () => {
        const first = await resent();
        const second = await postAgain();
        expect(second.attempt).toBe(first.attempt + 1);
        expect(await looksAt(8)).toEqual([]);
        expect(await looksAt(9)).toEqual([nameOf(second)]);
        expect(await store.look(second)).toMatchObject({
          wants: 'watching',
          keeps: other,
          watchedFrom: at(5),
          sent,
        });
        await store.watch(second, undefined);
        expect(await looksAt(100)).toEqual([]);
      });

      test('begins anew with each call', async () => {
        await resent();
        const second = await claimOne(6);
        await store.sending(second, at(10), sent);
        await store.doubt(second, { code: 'http_500', cause: 'answered' }, at(7));
        expect(await store.look(second)).toMatchObject({
          ...{ wants: 'settling', cause: 'answered', since: at(7), emptyLooks: 0, watchedFrom: at(5) },
        });
      });

      test('about a withdrawn message closes it, and copies that come later may not stand', async () => {
        const claim = await doubted();
        await ledger().withdraw([{ subject, kind: 'card', run: 0 }], at(2));
        await store.resend(claim, { blind: false, at: at(5), watchAt: at(9) });
        expect((await claimAt(6)).filter(({ removal }) => !removal)).toEqual([]);
        expect(await looksAt(9)).toEqual([nameOf(claim)]);
        expect(await store.look(claim)).toMatchObject({ wants: 'watching', keeps: undefined });
      });

      test('can be given up, and something else brought up to date instead', async () => {
        const card = await post();
        const claim = await doubted({ kind: 'recap', after: 'card' });
        await store.giveUp(claim, { subject, kind: 'card', urgency: 'now' }, at(3));
        expect(await claimAt(100)).toEqual([]);
        expect(await looksAt(100)).toEqual([]);
        expect(await claimEditsAt(3)).toMatchObject([{ id: card.id }]);
      });

      describe('and its first process', () => {
        test('records its message where nobody has sent it again yet, so that nobody does', async () => {
          const first = await resent();
          expect(await record(first, 6)).toBe(true);
          expect(await claimAt(100)).toEqual([]);
          expect(await ledger().reference(subject, 'card')).toEqual(reference);
        });

        test('records it while the second call is under way, whose message is the copy then', async () => {
          const first = await resent();
          const second = await claimOne(6);
          await store.sending(second, at(10), sent);
          expect(await record(first, 6)).toBe(true);
          expect(await store.posted(second, { reference: other, postedAt: at(6), shownVersion: 1 })).toBe(
            false,
          );
          expect(await ledger().reference(subject, 'card')).toEqual(reference);
        });

        test('has lost it once another message is recorded', async () => {
          const first = await resent();
          await postAgain();
          expect(await record(first, 7)).toBe(false);
          expect(await ledger().reference(subject, 'card')).toEqual(other);
        });

        test('has not where it is its own message that was found', async () => {
          const first = await resent();
          const second = await claimOne(6);
          await store.sending(second, at(10), sent);
          await store.doubt(second, timeout, at(7));
          await store.found(second, copy, at(8), at(9));
          expect(await record(first, 9)).toBe(true);
        });
      });

      test('counts what it came to: resends, copies removed and how long one stood', async () => {
        const first = await resent();
        await postAgain();
        await store.copyRemoved(first, { since: at(0), at: at(8) });
        await store.copyRemoved(first, { since: at(6.5), at: at(7) });
        expect(await tried.report()).toEqual({
          ...{ resends: 1, blindResends: 0, copiesRemoved: 2, longestCopyMs: 2_000, unsettled: 0 },
        });
      });

      test('counts a copy also that stood for longer than can be told', async () => {
        const first = await resent();
        await postAgain();
        const days = 24 * 60 * 60;
        await store.copyRemoved(first, { since: at(0), at: at(30 * days) });
        const { copiesRemoved, longestCopyMs } = await tried.report();
        expect(copiesRemoved).toBe(1);
        expect(longestCopyMs).toBeGreaterThan(24 * days * 1_000);
      });

      test('whose copy stays has it looked for again, at the latest then, whatever has become of it', async () => {
        const first = await resent();
        const second = await postAgain();
        await store.watch(second, undefined);
        await store.copyStays(first, { since: at(20), lookAt: at(25) });
        expect(await looksAt(24)).toEqual([]);
        expect(await looksAt(25)).toEqual([nameOf(second)]);
        expect(await store.look(second)).toMatchObject({
          ...{ wants: 'watching', keeps: other, watchedFrom: at(5) },
        });
        await store.watch(second, at(40));
        await store.copyStays(first, { since: at(30), lookAt: at(50) });
        expect(await looksAt(40)).toEqual([nameOf(second)]);
      });

      test('that never came to be sent again is watched from then on, if a copy stays', async () => {
        const claim = await doubted();
        await store.found(claim, copy, at(3), undefined);
        await store.copyStays(claim, { since: at(4), lookAt: at(9) });
        expect(await looksAt(9)).toEqual([nameOf(claim)]);
        expect(await store.look(claim)).toMatchObject({ keeps: reference, watchedFrom: at(4) });
      });

      test('counts what was sent again blindly, and what was given up', async () => {
        const claim = await doubted();
        await store.resend(claim, { blind: true, at: at(5), watchAt: at(9) });
        await postAgain();
        await store.giveUp(await doubted({ kind: 'recap' }), undefined, at(3));
        expect(await tried.report()).toEqual({
          ...{ resends: 1, blindResends: 1, copiesRemoved: 0, longestCopyMs: 0, unsettled: 1 },
        });
      });

      test('is known to be unsettled once it was given up', async () => {
        const claim = await doubted();
        expect(await ledger().isUnsettled(subject, 'card')).toBe(false);
        await store.giveUp(claim, undefined, at(3));
        expect(await ledger().isUnsettled(subject, 'card')).toBe(true);
        expect(await ledger().isUnsettled(subject, 'recap')).toBe(false);
      });

      describe('meets evidence:', () => {
        const evidence = (key: string, seconds: number, one = copy) =>
          store.evidence(workspace, key, one, { session: at(seconds), machine: at(seconds) });

        test('it is over', async () => {
          const { id } = await doubted();
          expect(await evidence(id, 2)).toBe(true);
          expect(await ledger().reference(subject, 'card')).toEqual(reference);
          expect(await claimEditsAt(2)).toHaveLength(1);
          expect((await store.nextDueAt()).machine).toEqual(at(7));
        });

        test('the message is not sent again though that was decided, and copies are still looked for', async () => {
          const { id } = await resent();
          expect(await evidence(id, 6)).toBe(true);
          expect(await claimAt(100)).toEqual([]);
          expect(await looksAt(6)).toEqual([`${id} 1`]);
        });

        test('a claim to send it again is void', async () => {
          const { id } = await resent();
          const second = await claimOne(6);
          await evidence(id, 6);
          expect(await store.sending(second, at(10), sent)).toBe(false);
        });

        test('what was given up stands after all', async () => {
          const claim = await doubted();
          await store.giveUp(claim, undefined, at(3));
          expect(await evidence(claim.id, 4)).toBe(true);
          expect(await ledger().reference(subject, 'card')).toEqual(reference);
        });

        test('while the call is under way it is kept for when that ends in doubt', async () => {
          await owe();
          const claim = await claimOne(0);
          await store.sending(claim, at(4), sent);
          expect(await evidence(claim.id, 1)).toBe(false);
          await store.doubt(claim, timeout, at(2));
          expect(await store.look(claim)).toMatchObject({ evidence: reference });
        });

        test.each([
          ['put back', (claim) => store.putBack(claim, at(60))],
          ['refused', (claim) => store.close(claim, 'restricted_action')],
        ] as [string, (claim: Claim) => Promise<void>][])(
          'of a message that was sent again it is kept, too, for when that call is %s',
          async (_, end) => {
            const { id } = await resent();
            const second = await claimOne(6);
            await store.sending(second, at(10), sent);
            await evidence(id, 7);
            await end(second);
            expect(await claimAt(100)).toEqual([]);
            expect((await store.nextDueAt()).machine).toEqual(at(1));
            expect(await looksAt(7)).toEqual([nameOf(second)]);
            expect(await store.look(second)).toMatchObject({ wants: 'settling', evidence: reference });
          },
        );

        test('it says nothing of what is posted, closed, planned, unknown to the ledger or another’s', async () => {
          await owe({ kind: 'recap', dueAt: at(50) });
          const posted = await post();
          await owe({ kind: 'prompt-1' });
          const closed = await claimOne(1);
          await store.close(closed, 'superseded');
          const planned = await claimOne(50);
          await store.putBack(planned, at(60));
          const strange = ['key', '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601'];
          for (const key of [posted.id, closed.id, planned.id, ...strange]) {
            expect(await evidence(key, 51, { ...copy, reference: other })).toBe(false);
          }
          const { id } = await doubted({ kind: 'desk' });
          const present = { session: at(3), machine: at(3) };
          expect(await store.evidence(tried.workspaces[1], id, copy, present)).toBe(false);
          expect(await ledger().reference(subject, 'card')).toEqual(reference);
        });
      });
    });

    describe('what is next', () => {
      test('is nothing where nothing is owed', async () => {
        expect(await store.nextDueAt()).toEqual({ session: undefined, machine: undefined });
      });

      test('is the first due post by the session clock', async () => {
        await owe({ kind: 'recap', dueAt: at(20) });
        await owe({ kind: 'prompt-1', dueAt: at(10) });
        expect(await store.nextDueAt()).toEqual({ session: at(10), machine: undefined });
      });

      test('is, for what was put back, its time by the machine clock', async () => {
        await owe();
        await store.putBack(await claimOne(0), at(3));
        expect(await store.nextDueAt()).toEqual({ session: undefined, machine: at(3) });
      });

      test('is the end of a lease, because its process may be dead', async () => {
        await owe();
        await claimOne(0);
        expect(await store.nextDueAt()).toEqual({ session: undefined, machine: at(5) });
      });

      test('is not what waits for its root', async () => {
        await owe({ dueAt: at(10) });
        await owe({ kind: 'prompt-1', after: 'card', dueAt: at(5) });
        expect(await store.nextDueAt()).toEqual({ session: at(10), machine: undefined });
      });
    });

    describe('an edit', () => {
      const outdate = (seconds: number) =>
        ledger().outdate([{ subject, kind: 'card', urgency: 'now' }], at(seconds));

      test('is due where a posted message is out of date, once for many changes', async () => {
        await post();
        expect(await claimEditsAt(1)).toEqual([]);
        await outdate(1);
        await outdate(2);
        const claims = await claimEditsAt(2);
        expect(claims).toHaveLength(1);
        expect(await store.edit(claims[0]!)).toMatchObject({
          subject,
          kind: 'card',
          reference,
          wantedVersion: 3,
        });
        await store.shown(claims[0]!, 3, at(2));
        expect(await claimEditsAt(100)).toEqual([]);
      });

      test('follows where the message was composed before a change and posted after it', async () => {
        await owe();
        const claim = await claimOne(0);
        const { version } = await store.post(claim);
        await outdate(1);
        await store.sending(claim, at(4));
        await store.posted(claim, { reference, postedAt: at(1), shownVersion: version });
        expect(await claimEditsAt(1)).toHaveLength(1);
      });

      test('is not needed where the change came before the message was composed', async () => {
        await owe();
        const claim = await claimOne(0);
        await outdate(1);
        const { version } = await store.post(claim);
        await store.sending(claim, at(4));
        await store.posted(claim, { reference, postedAt: at(1), shownVersion: version });
        expect(await claimEditsAt(1)).toEqual([]);
      });

      test('waits for what is still to be posted before, because its words may lead there', async () => {
        await post();
        await owe({ kind: 'prompt-1', dueAt: at(1) });
        await outdate(1);
        expect(await claimEditsAt(1)).toEqual([]);
        await store.close(await claimOne(1), 'superseded');
        expect(await claimEditsAt(1)).toHaveLength(1);
      });

      test('that failed waits for what has become due since, because its words may lead there', async () => {
        await post();
        await outdate(1);
        const [failed] = await claimEditsAt(1);
        await owe({ kind: 'recap', dueAt: at(3) });
        await store.putEditBack(failed!, at(4));
        expect(await claimEditsAt(4)).toEqual([]);
        await store.close(await claimOne(4), 'superseded');
        expect(await claimEditsAt(4)).toHaveLength(1);
      });

      test('comes again where a change was made while it was on its way', async () => {
        await post();
        await outdate(1);
        const [claim] = await claimEditsAt(1);
        await outdate(2);
        await store.shown(claim!, 2, at(2));
        expect(await claimEditsAt(2)).toHaveLength(1);
      });

      test('that was put back comes again after its time', async () => {
        await post();
        await outdate(1);
        const [claim] = await claimEditsAt(1);
        await store.putEditBack(claim!, at(3));
        expect(await store.nextDueAt()).toEqual({ session: undefined, machine: at(3) });
        expect(await claimEditsAt(2)).toEqual([]);
        expect(await claimEditsAt(3)).toMatchObject([{ attempt: claim!.attempt + 1 }]);
      });

      test('that was put back is not forgotten though a change came meanwhile', async () => {
        await post();
        await outdate(1);
        const [claim] = await claimEditsAt(1);
        await outdate(2);
        await store.putEditBack(claim!, at(2));
        expect(await claimEditsAt(2)).toHaveLength(1);
      });

      test('whose process died comes again', async () => {
        await post();
        await outdate(1);
        const [claim] = await claimEditsAt(1);
        expect(await store.expireLeases(at(6))).toEqual({ freed: 1, unknown: 0 });
        expect(await claimEditsAt(6)).toMatchObject([{ attempt: claim!.attempt + 1 }]);
        await store.shown(claim!, 2, at(6));
        expect(await store.expireLeases(at(11))).toEqual({ freed: 1, unknown: 0 });
      });

      test('of a message that cannot be edited any more is never due again', async () => {
        await post();
        await outdate(1);
        const [claim] = await claimEditsAt(1);
        await store.closeEdit(claim!, 'message-gone');
        await outdate(2);
        expect(await claimEditsAt(100)).toEqual([]);
      });

      test('of a counter waits for its pace', async () => {
        await post({ kind: 'desk' });
        await ledger().outdate([{ subject, kind: 'desk', urgency: 'desk-counter' }], at(1));
        expect(await claimEditsAt(1)).toEqual([]);
        expect(await store.nextDueAt()).toEqual({ session: at(15), machine: undefined });
        expect(await claimEditsAt(15)).toHaveLength(1);
      });
    });

    describe('a withdrawn message', () => {
      const withdraw = (seconds: number) =>
        ledger().withdraw([{ subject, kind: 'card', run: 0 }], at(seconds));

      test('that is not posted never will be', async () => {
        await owe();
        const claim = await claimOne(0);
        await withdraw(1);
        expect(await store.sending(claim, at(4))).toBe(false);
        await store.expireLeases(at(100));
        expect(await claimAt(100)).toEqual([]);
      });

      test('that is posted is removed', async () => {
        await post();
        await withdraw(1);
        const claim = await claimOne(1);
        expect(claim.removal).toBe(true);
        expect(await store.post(claim)).toMatchObject({ subject, kind: 'card', removes: reference });
        await store.sending(claim, at(5));
        expect(await store.posted(claim, { reference: undefined, postedAt: at(2), shownVersion: 1 })).toBe(
          true,
        );
        expect(await claimAt(100)).toEqual([]);
        expect(await ledger().reference(subject, 'card')).toBeUndefined();
      });

      test('that is being sent is removed once it stands', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        await withdraw(1);
        expect(await claimAt(1)).toEqual([]);
        await record(claim, 2);
        expect(await claimAt(2)).toMatchObject([{ removal: true }]);
      });

      test('that was being sent and came back is closed', async () => {
        await owe();
        const claim = await claimOne(0);
        await store.sending(claim, at(4));
        await withdraw(1);
        await store.putBack(claim, at(2));
        const claims = await claimAt(2);
        expect(claims.filter(({ removal }) => !removal)).toEqual([]);
      });
    });
  });
};
