import type { Block, Link } from '../messages/message.ts';
import type { WorkspaceId } from '../use-cases/ports.ts';
import type { TeamsStore } from '../use-cases/teams-ports.ts';
import { placeIn, rootIn } from './activity.ts';
import { groupOf } from './group-of.ts';
import { tenantIn } from './read-caller.ts';
import { teamsReference } from './reference.ts';
import type { AddressOf } from './render-message.ts';

/** Web addresses of the messages that the buttons of some blocks lead to. */
export type Addresses = (workspace: WorkspaceId, shown: { blocks: readonly Block[] }) => Promise<AddressOf>;

/**
 * Links to messages of channels (Microsoft, "Deep links to Teams chat"). They need the team's group in the directory,
 * which only its events tell; without it a link still leads to whom Teams can place it for.
 * @param webUrl of the cloud's Teams in the browser
 */
export const createAddresses =
  (store: TeamsStore, webUrl: string): Addresses =>
  async (workspace, { blocks }) => {
    const places = new Set(linksIn(blocks).map(({ to }) => placeIn(teamsReference(to).conversation)));
    const groups = new Map<string, string>();
    for (const id of places) {
      const group = await groupOf(store, workspace, id);
      if (group) groups.set(id, group);
    }
    return (to) => addressOf(workspace, to, groups, webUrl);
  };

const linksIn = (blocks: readonly Block[]): Link[] =>
  blocks.flatMap((block) =>
    block.kind === 'actions' ? block.buttons.filter((button): button is Link => 'to' in button) : [],
  );

const addressOf = (
  workspace: WorkspaceId,
  to: Link['to'],
  groups: ReadonlyMap<string, string>,
  webUrl: string,
): string | undefined => {
  const { conversation, activity } = teamsReference(to);
  const place = placeIn(conversation);
  if (!place.startsWith('19:') || activity === '') return undefined;
  const group = groups.get(place);
  const query = new URLSearchParams({
    tenantId: tenantIn(workspace),
    ...(group && { groupId: group }),
    parentMessageId: rootIn(conversation) ?? activity,
  });
  const path = ['l', 'message', place, activity].map(encodeURIComponent).join('/');
  return `${webUrl.replace(/\/$/, '')}/${path}?${query}`;
};
