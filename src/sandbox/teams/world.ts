import type { Changes } from '../changes.ts';
import type { MessageVersion, NewChannel, NewGroupChat, NewPerson, NewTeam } from './control.ts';
import { channelIdOf, guidOf, personalChatIdOf } from './ids.ts';
import type { Json } from './json.ts';
import { newChannel, newGroupChat, newPerson, newPersonalChat, newTeam } from './newcomers.ts';
import { type StoredMessage, versionOf } from './stored-message.ts';
import type {
  ChannelState,
  ConversationState,
  GroupChatState,
  PersonalChatState,
  PersonState,
  TeamState,
  TenantState,
  WorldState,
} from './world-state.ts';

export const BOT_NAME = 'Microtraining';

/** What a new message brings besides its activity. */
type NewMessage = {
  conversation: ConversationState;
  rootId?: string | undefined;
  authorId: string;
  targetedTo?: string | undefined;
  isHeard?: boolean;
  by: MessageVersion['by'];
};

const PEOPLE = ['Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay', 'Gus'];
const CHANNELS = ['team-sales', 'random'];

/** Tenants, people, teams, channels, chats and their messages. */
export class World {
  readonly appId: string;
  readonly botId: string;
  readonly now: () => Date;
  readonly #changes: Changes;
  state: WorldState = {
    tenants: new Map(),
    people: new Map(),
    teams: new Map(),
    conversations: new Map(),
    dialogs: new Map(),
    lastMessageId: 0,
    lastActivity: 0,
  };

  constructor(
    { appId, now, installedIn }: { appId: string; now: () => Date; installedIn?: readonly string[] },
    changes: Changes,
  ) {
    this.appId = appId;
    this.botId = `28:${appId}`;
    this.now = now;
    this.#changes = changes;
    this.addTenant('Sandbox');
    for (const name of PEOPLE) this.addPerson(name, { role: name === 'Ana' ? 'owner' : 'member' });
    const team = this.addTeam('Sales', { installed: installedIn?.includes('Sales') ?? true });
    for (const name of CHANNELS) this.addChannel(team, name, {});
  }

  get tenantId(): string {
    return [...this.state.tenants.keys()][0] as string;
  }

  /** Unique and increasing, also while the clock stands still. */
  nextMessageId(): string {
    this.state.lastMessageId = Math.max(this.now().getTime(), this.state.lastMessageId + 1);
    return String(this.state.lastMessageId);
  }

  /** Of an activity that is no message. */
  nextActivityId(): string {
    return `f:${guidOf(`activity ${++this.state.lastActivity}`)}`;
  }

  addTenant(name: string): TenantState {
    const tenant = { id: guidOf(`tenant ${name}`), name };
    this.state.tenants.set(tenant.id, tenant);
    this.#changes.announce();
    return tenant;
  }

  addPerson(name: string, options: NewPerson): PersonState {
    const tenant = this.state.tenants.get(options.tenantId ?? this.tenantId) as TenantState;
    const namesakes = [...this.state.people.values()].filter((one) => one.name === name);
    const person = newPerson(this.appId, tenant, { name, number: namesakes.length }, options);
    this.state.people.set(person.id, person);
    for (const team of this.state.teams.values()) {
      const joins = options.teams?.includes(team.name) ?? team.tenantId === tenant.id;
      if (joins) team.memberIds.add(person.id);
    }
    this.#addConversation(newPersonalChat(this.appId, person, options));
    return person;
  }

  addTeam(name: string, options: NewTeam): TeamState {
    const tenantId = options.tenantId ?? this.tenantId;
    const team = newTeam(tenantId, name, this.#idsOf(options.members, tenantId), options);
    this.state.teams.set(team.id, team);
    this.#addConversation(newChannel(team, { id: team.id, name: 'General' }, new Set(), {}));
    return team;
  }

  addChannel(team: TeamState, name: string, options: NewChannel): ChannelState {
    const id = channelIdOf(`${team.id} ${name}`);
    const members = options.members ? this.#idsOf(options.members, team.tenantId) : new Set(team.memberIds);
    return this.#addConversation(newChannel(team, { id, name }, members, options));
  }

  addGroupChat(name: string, options: NewGroupChat): GroupChatState {
    const tenantId = options.tenantId ?? this.tenantId;
    return this.#addConversation(
      newGroupChat(tenantId, name, this.#idsOf(options.members, tenantId), options),
    );
  }

  /** The chat between that person and the bot. */
  personalChatOf({ aadObjectId }: PersonState): PersonalChatState {
    const chat = this.state.conversations.get(personalChatIdOf(this.appId, aadObjectId));
    if (chat?.kind !== 'personal') throw new Error(`${aadObjectId} has no chat with the bot`);
    return chat;
  }

  /** By name. @throws when there is nobody of that name */
  personNamed(name: string): PersonState {
    const found = [...this.state.people.values()].find((person) => person.name === name);
    if (!found) throw new Error(`There is nobody named ${name}`);
    return found;
  }

  get channels(): ChannelState[] {
    return [...this.state.conversations.values()].filter(
      (one): one is ChannelState => one.kind !== 'personal' && one.kind !== 'groupChat' && !one.isDeleted,
    );
  }

  teamOf({ teamId }: ChannelState): TeamState {
    return this.state.teams.get(teamId) as TeamState;
  }

  /** Who reads and writes in it, the bot left out. */
  membersOf(conversation: ConversationState): PersonState[] {
    const ids =
      conversation.kind === 'personal'
        ? [conversation.personId]
        : conversation.kind === 'standard'
          ? this.teamOf(conversation).memberIds
          : conversation.memberIds;
    return [...ids].flatMap((id) => this.state.people.get(id) ?? []);
  }

  /** Whether the app is installed there. */
  hasBot(conversation: ConversationState): boolean {
    switch (conversation.kind) {
      case 'standard':
        return this.teamOf(conversation).isInstalled;
      case 'private':
      case 'shared':
        return this.teamOf(conversation).isInstalled && conversation.isInstalled;
      case 'groupChat':
      case 'personal':
        return conversation.isInstalled;
    }
  }

  add(activity: Json, details: NewMessage): StoredMessage {
    const { conversation, rootId, authorId, targetedTo, isHeard = false, by } = details;
    const message: StoredMessage = {
      id: this.nextMessageId(),
      conversationId: conversation.id,
      rootId,
      authorId,
      byBot: authorId === this.botId,
      targetedTo,
      isHeard,
      versions: [versionOf(activity, by, this.now())],
      deletedAt: undefined,
      reactions: new Map(),
      ownCards: new Map(),
      uses: new Map(),
    };
    conversation.messages.set(message.id, message);
    this.#changes.announce();
    return message;
  }

  /** What somebody was typing into its cards is lost. */
  edit(message: StoredMessage, activity: Json, by: MessageVersion['by']): void {
    message.versions.push(versionOf(activity, by, this.now()));
    message.uses.clear();
    this.#changes.announce();
  }

  delete(message: StoredMessage): void {
    message.deletedAt ??= this.now();
    this.#changes.announce();
  }

  /** Any other change; tells whoever listens. */
  change(how: () => void): void {
    how();
    this.#changes.announce();
  }

  #addConversation<C extends ConversationState>(conversation: C): C {
    this.state.conversations.set(conversation.id, conversation);
    this.#changes.announce();
    return conversation;
  }

  #idsOf(names: readonly string[] | undefined, tenantId: string): Set<string> {
    if (names) return new Set(names.map((name) => this.personNamed(name).id));
    const people = [...this.state.people.values()].filter((person) => person.tenantId === tenantId);
    return new Set(people.map(({ id }) => id));
  }
}
