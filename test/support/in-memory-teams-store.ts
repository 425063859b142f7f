import type {
  Conversation,
  KnownPerson,
  StoredConversation,
  TeamsStore,
} from '../../src/use-cases/teams-ports.ts';

/** What Teams has told, for as long as a test lasts. */
export const createInMemoryTeamsStore = (): TeamsStore => {
  const conversations = new Map<string, StoredConversation>();
  const people = new Map<string, KnownPerson>();
  const ofWorkspace = (workspace: string) =>
    [...conversations].flatMap(([key, one]) => (key.startsWith(`${workspace} `) ? [one] : []));
  const given = <Row extends object>(row: Row): Partial<Row> =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<Row>;

  return {
    saveConversation: async (workspace, conversation) => {
      const key = `${workspace} ${conversation.id}`;
      const { closed: _, ...told } = given<Conversation & { closed?: unknown }>(conversation);
      conversations.set(key, { ...conversation, ...conversations.get(key), ...told });
    },
    conversation: async (workspace, id) => conversations.get(`${workspace} ${id}`),
    chatWith: async (workspace, memberId) =>
      ofWorkspace(workspace)
        .filter((one) => one.kind === 'personal' && one.memberId === memberId)
        .toSorted((one, other) => Number(one.closed !== undefined) - Number(other.closed !== undefined))[0],
    channels: async (workspace, { teamId }, limit) =>
      ofWorkspace(workspace)
        .filter((one) => one.kind === 'channel' && (teamId === undefined || one.teamId === teamId))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    setClosed: async (workspace, id, why) => {
      const found = conversations.get(`${workspace} ${id}`);
      if (found) conversations.set(`${workspace} ${id}`, { ...found, closed: why });
    },
    isInstalled: async (workspace) => {
      const known = ofWorkspace(workspace);
      return known.length > 0 ? known.some(({ closed }) => closed !== 'bot-removed') : undefined;
    },
    savePerson: async (workspace, person) => {
      const key = `${workspace} ${person.id}`;
      people.set(key, { ...person, ...people.get(key), ...given(person) });
    },
    person: async (workspace, id) => people.get(`${workspace} ${id}`),
  };
};
