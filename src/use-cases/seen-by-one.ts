import type { ChannelId, Destination, MemberId, Opaque } from './ports.ts';

/** Where one member alone sees it: in the session's thread, or in the channel where nobody knows of a thread. */
export const seenByOne = (memberId: MemberId, channelId: ChannelId, root: Opaque | undefined): Destination =>
  root
    ? { to: 'member-in-thread', channelId, root, memberId }
    : { to: 'member-in-channel', channelId, memberId };
