import type { Interaction } from '../messages/interaction.ts';
import { defaultChannelSettings } from './channel-settings.ts';
import type { By, Caller, Context } from './context.ts';
import type { ChannelId } from './ports.ts';
import { type Deed, dependsOnChannel, type RightsRefusal, type Role, refusalOf } from './rights.ts';

export type Authorized = { by: By } | { refusal: RightsRefusal };

/**
 * Looks at somebody's rights in a channel at the moment of the press, not when the button was drawn (product, rights).
 * Where the platform does not let the bot see who is in a channel, it is believed that who presses there is in it.
 */
export const authorize = async (
  context: Context,
  caller: Caller,
  deed: Deed,
  channelId: ChannelId,
): Promise<Authorized> => {
  const { workspace, memberId } = caller;
  const [isIn, role] = await Promise.all([
    context.directory.isIn(workspace, channelId, memberId),
    roleFor(context, caller, deed, channelId),
  ]);
  if (isIn === false) return { refusal: 'not-here' };
  // Most answers are settled without asking the database.
  const rights = dependsOnChannel(deed, role)
    ? await context.transaction(workspace, (stores) => stores.settings.get(channelId))
    : defaultChannelSettings;
  const refusal = refusalOf(deed, { memberId, role }, rights);
  return refusal ? { refusal } : { by: { ...caller, role } };
};

/** For what concerns nobody else. */
export const authorizeOwn = async (context: Context, caller: Caller): Promise<By> => ({
  ...caller,
  role: (await context.directory.member(caller.workspace, caller.memberId)).role,
});

/**
 * Everybody in a channel of one organisation may answer, so nobody is looked up then: a look-up for each answer of
 * many sessions at once would be more than a platform allows.
 */
const roleFor = async (
  { directory }: Context,
  { workspace, memberId }: Caller,
  deed: Deed,
  channelId: ChannelId,
): Promise<Role> => {
  if (deed === 'answer' && !(await directory.channel(workspace, channelId)).isShared) return 'member';
  return (await directory.member(workspace, memberId, channelId)).role;
};

/**
 * The channel that a press is about.
 * @returns undefined where there is none: it is gone, or what was pressed stands in another channel
 */
export const channelOf = async (
  { transaction, remembered }: Context,
  { workspace, channelId: pressedIn, isDirect }: Caller,
  interaction: Interaction,
): Promise<ChannelId | undefined> => {
  if ('channel' in interaction) return interaction.channel;
  if ('session' in interaction && pressedIn !== undefined && !isDirect) {
    // A session keeps its channel. Only the channel's id may change, and then a press names the new one.
    const known = remembered.find(workspace, interaction.session)?.facts.channelId;
    if (known === pressedIn) return known;
  }
  const about = await transaction(workspace, async ({ sessions, series, drafts }) => {
    if ('session' in interaction) return sessions.channelOf(interaction.session);
    if ('series' in interaction) return (await series.find(interaction.series))?.channelId;
    if ('draft' in interaction) return (await drafts.find(interaction.draft))?.channelId;
    return pressedIn;
  });
  return pressedIn === undefined || isDirect || pressedIn === about ? about : undefined;
};
