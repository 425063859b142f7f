import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStage, type Stage, withCard } from './raw-bot.ts';

describe('The connector', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.stop());

  const pathTo = (conversationId: string, rest = 'activities') =>
    `v3/conversations/${encodeURIComponent(conversationId)}/${rest}`;
  const text = (words: string) => ({ type: 'message', text: words });
  const sales = () => stage.teams.channel('team-sales');
  const refusedBy = async (answer: ReturnType<Stage['call']>) => {
    const { status, body } = await answer;
    return [status, (body.error as { code?: string } | undefined)?.code];
  };

  test('A thread begins in a channel, and its id names its first message', async () => {
    const card = { body: [{ type: 'TextBlock', text: 'Spot **the** phish' }] };
    const { id, activityId } = await stage.post('team-sales', { ...withCard(card), summary: 'Starts now' });
    expect(id).toMatch(/^19:[0-9a-f]{32}@thread\.tacv2;messageid=\d{13}$/);
    expect(id).toBe(`${sales().id};messageid=${activityId}`);
    expect(sales().messages).toMatchObject([
      {
        id: activityId,
        rootId: undefined,
        authorId: stage.teams.botId,
        summary: 'Starts now',
        plainText: 'Spot the phish',
        versions: [{ by: 'createConversation' }],
      },
    ]);
  });

  test('Replies go into the thread, by its id or to any of its messages', async () => {
    const root = await stage.post('team-sales', { text: 'Card' });
    const first = await stage.send(root.id, { text: 'Prompt' });
    const { status, body } = await stage.call(
      'POST',
      pathTo(sales().id, `activities/${first}`),
      text('Hint'),
    );
    expect(status).toBe(201);
    expect(sales().messages.map(({ id, rootId, text: words }) => [id, rootId, words])).toEqual([
      [root.activityId, undefined, 'Card'],
      [first, root.activityId, 'Prompt'],
      [body.id, root.activityId, 'Hint'],
    ]);
  });

  test('A message without a thread begins a new one, and chats have none', async () => {
    await stage.send(sales().id, { text: 'Another card' });
    expect(sales().messages[0]?.rootId).toBeUndefined();
    const chat = stage.teams.addGroupChat('Project');
    expect(chat.id).toMatch(/^19:[0-9a-f]{32}@thread\.v2$/);
    const id = await stage.send(chat.id, { text: 'One' });
    await stage.call('POST', pathTo(chat.id, `activities/${id}`), text('Two'));
    expect(chat.messages.map(({ rootId }) => rootId)).toEqual([undefined, undefined]);
  });

  test('The chat with a person is found by either id, is always the same, and may begin with a message', async () => {
    const ana = stage.teams.person('Ana');
    const create = (id: string, activity?: object) =>
      stage.call('POST', 'v3/conversations', {
        bot: { id: stage.teams.botId },
        members: [{ id }],
        tenantId: stage.teams.tenantId,
        ...(activity && { activity }),
      });
    const first = await create(ana.id);
    expect(first).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^a:1/) } });
    const second = await create(ana.aadObjectId, text('Your desk'));
    expect(second.body.id).toBe(first.body.id);
    expect(stage.teams.directMessages('Ana')).toMatchObject([
      { id: second.body.activityId, text: 'Your desk' },
    ]);
  });

  test('A conversation that cannot be created is refused', async () => {
    const { teams, call } = stage;
    const create = (body: object) => refusedBy(call('POST', 'v3/conversations', body));
    const member = { id: teams.person('Ana').id };
    const { tenantId } = teams;
    expect(await create({ members: [member] })).toEqual([400, 'Bad Argument']);
    expect(await create({ isGroup: true, members: [member], tenantId })).toEqual([400, 'Bad Argument']);
    expect(await create({ members: [{ id: '29:nobody' }], tenantId })).toEqual([400, 'Bad Argument']);
    expect(await create({ channelData: { channel: { id: sales().id } } })).toEqual([400, 'Bad Argument']);
    teams.addPerson('Hal', { installed: false });
    const hal = { members: [{ id: teams.person('Hal').id }], tenantId };
    expect(await create(hal)).toEqual([403, 'ForbiddenOperationException']);
    teams.directChat('Hal').install();
    expect((await call('POST', 'v3/conversations', hal)).status).toBe(201);
  });

  test('A message is replaced and deleted by its id; every version is remembered', async () => {
    const { id, activityId } = await stage.post('team-sales', { text: 'One' });
    stage.moveOn(2);
    const edited = await stage.call('PUT', pathTo(id, `activities/${activityId}`), text('Two'));
    expect(edited).toMatchObject({ status: 200, body: { id: activityId } });
    expect(sales().messages[0]).toMatchObject({
      text: 'Two',
      edits: 1,
      versions: [
        { text: 'One', at: new Date('2026-12-01T09:00:00Z') },
        { text: 'Two', at: new Date('2026-12-01T09:02:00Z'), by: 'updateActivity' },
      ],
    });
    expect((await stage.call('DELETE', pathTo(sales().id, `activities/${activityId}`))).status).toBe(200);
    expect(sales().messages[0]?.deletedAt).toEqual(new Date('2026-12-01T09:02:00Z'));
    const gone = [404, 'ActivityNotFoundInConversation'];
    expect(await refusedBy(stage.call('PUT', pathTo(id, `activities/${activityId}`), text('3')))).toEqual(
      gone,
    );
    expect(await refusedBy(stage.call('DELETE', pathTo(id, `activities/${activityId}`)))).toEqual(gone);
    expect(await refusedBy(stage.call('POST', pathTo(id), text('Reply')))).toEqual(gone);
  });

  test('A bot cannot change what somebody else wrote', async () => {
    const { id } = stage.teams.person('Ana').say('team-sales', 'Mine');
    const path = pathTo(sales().id, `activities/${id}`);
    const denied = [403, 'NotEnoughPermissions'];
    expect(await refusedBy(stage.call('PUT', path, text('Yours')))).toEqual(denied);
    expect(await refusedBy(stage.call('DELETE', path))).toEqual(denied);
    expect(sales().messages[0]?.text).toBe('Mine');
  });

  test('Text and card of one activity become two messages, a typing activity none', async () => {
    const id = await stage.send(sales().id, { text: 'Words', ...withCard({ body: [] }) });
    expect(sales().messages.map(({ text: words, cards }) => [words, cards.length])).toEqual([
      ['Words', 0],
      ['', 1],
    ]);
    expect(sales().messages[1]?.id).toBe(id);
    expect((await stage.call('POST', pathTo(sales().id), { type: 'typing' })).status).toBe(201);
    expect(sales().messages).toHaveLength(2);
    expect(await refusedBy(stage.call('POST', pathTo(sales().id), {}))).toEqual([400, 'Bad Argument']);
    expect(await refusedBy(stage.call('POST', pathTo(sales().id), text('')))).toEqual([400, 'Bad Argument']);
  });

  test('100 KB as UTF-16 are the most', async () => {
    const spare = JSON.stringify(text('')).length;
    const fits = 51_200 - spare;
    expect((await stage.call('POST', pathTo(sales().id), text('x'.repeat(fits)))).status).toBe(201);
    const tooBig = stage.call('POST', pathTo(sales().id), text('x'.repeat(fits + 1)));
    expect(await refusedBy(tooBig)).toEqual([413, 'MessageSizeTooBig']);
    expect(sales().messages).toHaveLength(1);
  });

  test('Where the bot is not, it can do nothing', async () => {
    const { teams, call } = stage;
    const unknown = [404, 'ConversationNotFound'];
    const absent = [403, 'BotNotInConversationRoster'];
    expect(await refusedBy(call('POST', pathTo('19:nowhere@thread.tacv2'), text('x')))).toEqual(unknown);
    expect(await refusedBy(call('GET', pathTo('a:nobody', 'members')))).toEqual(unknown);
    teams.addTeam('Legal', { installed: false });
    const legal = teams.team('Legal').id;
    expect(await refusedBy(call('POST', pathTo(legal), text('x')))).toEqual(absent);
    expect(await refusedBy(call('GET', `v3/teams/${legal}`))).toEqual(absent);
    const board = teams.team('Sales').addChannel('board', { kind: 'private' });
    expect(await refusedBy(call('POST', pathTo(board.id), text('x')))).toEqual(absent);
    board.install();
    expect((await call('POST', pathTo(board.id), text('x'))).status).toBe(201);
    const random = teams.channel('random');
    random.delete();
    expect(await refusedBy(call('POST', pathTo(random.id), text('x')))).toEqual(unknown);
  });

  test('A tenant’s conversations are found by its own service URL only', async () => {
    const { teams, call } = stage;
    const { id: tenantId, serviceUrl } = teams.addTenant('Fabrikam');
    teams.addPerson('Zoe', { tenantId });
    const other = teams.addTeam('Other', { tenantId });
    expect(await refusedBy(call('POST', pathTo(other.id), text('x')))).toEqual([404, 'ConversationNotFound']);
    expect((await call('POST', pathTo(other.id), text('x'), { serviceUrl })).status).toBe(201);
    expect(teams.person('Zoe').sees('Other/General')).toMatchObject([{ text: 'x' }]);
  });

  test('Who has blocked the bot, and an archived team, cannot be written to', async () => {
    const { teams, call } = stage;
    const blocked = {
      status: 403,
      body: { errorCode: 209, message: expect.stringContaining('"subCode":"MessageWritesBlocked"') },
    };
    teams.person('Ben').block();
    const chat = teams.directChat('Ben').id;
    expect(await call('POST', pathTo(chat), text('x'))).toMatchObject(blocked);
    teams.person('Ben').unblock();
    expect((await call('POST', pathTo(chat), text('x'))).status).toBe(201);
    teams.team('Sales').archive();
    expect(await call('POST', pathTo(sales().id), text('x'))).toMatchObject(blocked);
  });

  test('Members are told with the directory’s id, address and role', async () => {
    const { teams, call } = stage;
    teams.addPerson('Gil Guest', { role: 'guest', zone: 'Europe/Dublin' });
    const path = pathTo(sales().id, 'members');
    const all = (await call('GET', path)).body as unknown as { name: string }[];
    expect(all.map(({ name }) => name)).toEqual([
      'Ana',
      'Ben',
      'Caro',
      'Dev',
      'Eli',
      'Fay',
      'Gus',
      'Gil Guest',
    ]);
    const { id, aadObjectId } = teams.person('Gil Guest');
    const gil = {
      id,
      objectId: aadObjectId,
      name: 'Gil Guest',
      userPrincipalName: 'gil.guest@sandbox.example',
      tenantId: teams.tenantId,
      userRole: 'guest',
    };
    expect(all.at(-1)).toMatchObject(gil);
    for (const known of [id, aadObjectId]) {
      expect(await call('GET', pathTo(sales().id, `members/${encodeURIComponent(known)}`))).toMatchObject({
        status: 200,
        body: gil,
      });
    }
    expect((await call('GET', pathTo(sales().id, 'members/29:nobody'))).status).toBe(404);
    const chat = await call('GET', pathTo(teams.directChat('Ana').id, 'members'));
    expect(chat.body).toMatchObject([{ name: 'Ana' }]);
  });

  test('Many members come in pages of at least fifty', async () => {
    for (let i = 0; i < 60; i++) stage.teams.addPerson(`Extra ${i}`);
    const page = async (query: string) => {
      const { body } = await stage.call('GET', pathTo(sales().id, `pagedmembers?${query}`));
      return { count: (body.members as unknown[]).length, next: body.continuationToken };
    };
    expect(await page('')).toEqual({ count: 67, next: undefined });
    expect(await page('pageSize=10')).toEqual({ count: 50, next: '50' });
    expect(await page('pageSize=10&continuationToken=50')).toEqual({ count: 17, next: undefined });
  });

  test('A team tells its group id and its channels; General has no name', async () => {
    const { teams, call } = stage;
    const team = teams.team('Sales');
    team.addChannel('secret', { kind: 'private', members: ['Ana'] });
    team.addChannel('partners', { kind: 'shared', installed: true });
    expect((await call('GET', `v3/teams/${encodeURIComponent(team.id)}`)).body).toEqual({
      id: team.id,
      name: 'Sales',
      aadGroupId: team.aadGroupId,
      tenantId: teams.tenantId,
      type: 'standard',
      channelCount: 5,
      memberCount: 7,
    });
    const { body } = await call('GET', `v3/teams/${encodeURIComponent(team.id)}/conversations`);
    expect(body.conversations).toEqual([
      { id: team.id, name: null, type: 'standard' },
      { id: sales().id, name: 'team-sales', type: 'standard' },
      { id: teams.channel('random').id, name: 'random', type: 'standard' },
      { id: teams.channel('partners').id, name: 'partners', type: 'shared' },
    ]);
    expect(await refusedBy(call('GET', 'v3/teams/19:nothing'))).toEqual([404, 'TeamNotFound']);
  });

  test('A targeted message is seen by its recipient only, for a day', async () => {
    const { teams, call } = stage;
    const recipient = { id: teams.person('Ben').id };
    const root = await stage.post('team-sales', { text: 'Card' });
    const path = `${pathTo(root.id)}?isTargetedActivity=true`;
    const { status, body } = await call('POST', path, { ...text('Only you'), recipient });
    expect(status).toBe(201);
    const seen = (name: string) =>
      teams
        .person(name)
        .sees('team-sales')
        .map(({ text: words, targeted }) => [words, targeted]);
    expect(seen('Ben')).toEqual([
      ['Card', false],
      ['Only you', true],
    ]);
    expect(seen('Caro')).toEqual([['Card', false]]);
    const own = pathTo(root.id, `activities/${body.id}`);
    const gone = [404, 'ActivityNotFoundInConversation'];
    expect(await refusedBy(call('PUT', own, text('For all')))).toEqual(gone);
    expect((await call('PUT', `${own}?isTargetedActivity=true`, text('Still only you'))).status).toBe(200);
    expect(seen('Ben').at(-1)).toEqual(['Still only you', true]);
    stage.moveOn(24 * 60);
    expect(seen('Ben')).toEqual([['Card', false]]);
    expect(await refusedBy(call('DELETE', `${own}?isTargetedActivity=true`))).toEqual(gone);
  });

  test('A targeted message needs a member to see it, in a place where others are', async () => {
    const { teams, call } = stage;
    const target = (place: string, body: object) =>
      refusedBy(call('POST', `${pathTo(place)}?isTargetedActivity=true`, { ...text('x'), ...body }));
    const ana = { recipient: { id: teams.person('Ana').id } };
    teams.team('Sales').removeMember('Gus');
    expect(await target(sales().id, {})).toEqual([400, 'Bad Argument']);
    expect(await target(sales().id, { recipient: { id: teams.person('Gus').id } })).toEqual([
      400,
      'Bad Argument',
    ]);
    expect(await target(teams.directChat('Ana').id, ana)).toEqual([400, 'Bad Argument']);
    expect(sales().messages).toEqual([]);
  });

  test('Without a word in the address a message is seen by everybody, whatever its recipient', async () => {
    const { teams, call } = stage;
    const recipient = { id: teams.person('Ana').id, isTargeted: true };
    await call('POST', pathTo(sales().id), { ...text('Secret'), recipient });
    expect(teams.person('Ben').sees('team-sales')).toMatchObject([{ text: 'Secret', targeted: false }]);
  });

  test('Mentions count as first posted, in the text and in the card', async () => {
    const { teams } = stage;
    const mention = (name: string) => ({
      type: 'mention',
      text: `<at>${name}</at>`,
      mentioned: { id: teams.person(name).id, name },
    });
    const card = withCard({
      body: [{ type: 'TextBlock', text: 'Called: <at>Ben</at> <at>Caro</at>' }],
      msteams: { entities: [mention('Ben'), mention('Caro')] },
    });
    const { activityId, id } = await stage.post('team-sales', card);
    await stage.call('PUT', pathTo(id, `activities/${activityId}`), text('Over'));
    await stage.send(id, { text: 'Over to <at>Ana</at>', entities: [mention('Ana')] });
    expect(sales().messages.map(({ mentions }) => mentions)).toEqual([
      [teams.person('Ben').id, teams.person('Caro').id],
      [teams.person('Ana').id],
    ]);
    expect(teams.person('Dev').sees('team-sales')[1]?.text).toBe('Over to @Ana');
  });

  test('What is not there is 404', async () => {
    expect((await stage.call('GET', 'v3/conversations')).status).toBe(404);
    const serviceUrl = `${stage.teams.url}/emea/nobody/`;
    const { status } = await stage.call('GET', pathTo(sales().id, 'members'), undefined, { serviceUrl });
    expect(status).toBe(404);
  });
});
