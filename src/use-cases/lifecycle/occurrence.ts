import type { Hindrance } from '../../messages/channel-closed.ts';
import type { ChannelId, Member, MemberId } from '../ports.ts';

/**
 * What a platform says has happened to people, channels and the installation. It may be told several times, late and
 * out of order, so it is no more than a reason to look: what the platform finds to be so now is what counts.
 */
export type Occurrence =
  | { what: 'member-left'; channelId: ChannelId; memberId: MemberId }
  | { what: 'member-deactivated'; memberId: MemberId }
  | { what: 'member-renamed'; member: Member }
  /** The bot can post nothing in it any more; `why` counts where the platform does not say it better. */
  | { what: 'channel-closed'; channelId: ChannelId; why: Hindrance }
  /** The bot was invited, or the channel was opened again. */
  | { what: 'channel-opened'; channelId: ChannelId }
  | { what: 'channel-renamed'; channelId: ChannelId; name: string }
  | { what: 'channel-id-changed'; from: ChannelId; to: ChannelId }
  /** The bot was added or removed somewhere: the workspace may have it no more, or again. */
  | { what: 'installation-changed' };
