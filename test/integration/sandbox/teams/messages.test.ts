import { afterEach, describe, expect, test } from '@jest/globals';
import type { LocalTeamsOptions } from '../../../../src/sandbox/teams/control.ts';
import { APP_ID, openStage, type Stage, withCard } from './raw-bot.ts';

let stage: Stage;
afterEach(() => stage.stop());

type ChatMessage = {
  id: string;
  createdDateTime: string;
  deletedDateTime: string | null;
  attachments: { contentType: string; content: string }[];
};

const open = async (options: Partial<LocalTeamsOptions> = { readsMessages: true }) => {
  stage = await openStage(options);
  const channel = stage.teams.channel('team-sales');
  const { aadGroupId } = stage.teams.team(channel.teamId);
  const place = `v1.0/teams/${aadGroupId}/channels/${encodeURIComponent(channel.id)}/messages`;
  const read = async (rest = '', token?: string) => {
    const { graph } = stage.teams.endpoints;
    const bearer = token ?? String((await stage.token({ scope: `${graph}/.default` })).body.access_token);
    const { status, body } = await stage.call('GET', `${place}${rest}`, undefined, {
      ...{ serviceUrl: `${graph}/`, token: bearer },
    });
    const value = (body.value ?? []) as ChatMessage[];
    return {
      status,
      value,
      ids: value.map(({ id }) => id),
      next: body['@odata.nextLink'],
      error: body.error,
    };
  };
  return { channel, read };
};

describe('Microsoft Graph lists', () => {
  test('the first messages of threads, those changed last first, as who posted them and with their cards', async () => {
    const { channel, read } = await open();
    const card = await stage.post(
      'team-sales',
      withCard({ body: [{ type: 'TextBlock', text: 'Hi', id: 'x' }] }),
    );
    stage.moveOn(1);
    const said = stage.teams.person('Ben').say('team-sales', 'What is that?');
    await stage.send(card.id, { text: 'A reply' });

    const { ids, value } = await read();

    expect(ids).toEqual([said.id, card.activityId]);
    expect(value).toMatchObject([
      { from: { application: null, user: { id: stage.teams.person('Ben').aadObjectId } } },
      {
        from: { application: { id: APP_ID, applicationIdentityType: 'bot' } },
        createdDateTime: '2026-12-01T09:00:00.000Z',
        channelIdentity: { channelId: channel.id },
      },
    ]);
    const [{ contentType, content }] = value[1]!.attachments as [{ contentType: string; content: string }];
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive');
    expect(JSON.parse(content)).toMatchObject({ body: [{ id: 'x' }] });

    stage.moveOn(1);
    const path = `v3/conversations/${encodeURIComponent(card.id)}/activities/${card.activityId}`;
    await stage.call('PUT', path, { type: 'message', text: 'changed' });
    expect((await read()).ids).toEqual([card.activityId, said.id]);
  });

  test('the replies of a thread, the latest first; deleted ones without what they said', async () => {
    const { read } = await open();
    const root = await stage.post('team-sales', { text: 'Card' });
    await stage.post('team-sales', { text: 'Another' });
    const [first, second] = [
      await stage.send(root.id, { text: 'One' }),
      await stage.send(root.id, { text: 'Two' }),
    ];
    stage.moveOn(1);
    const path = `v3/conversations/${encodeURIComponent(root.id)}/activities/${first}`;
    await stage.call('DELETE', path);

    const { ids, value } = await read(`/${root.activityId}/replies`);

    expect(ids).toEqual([first, second]);
    expect(value).toMatchObject([
      { deletedDateTime: '2026-12-01T09:01:00.000Z', attachments: [], body: { content: '' } },
      { deletedDateTime: null, replyToId: root.activityId, body: { content: 'Two' } },
    ]);
    expect(await read('/1/replies')).toMatchObject({ status: 404 });
  });

  test('so many on a page, and where the next one is', async () => {
    const { read } = await open();
    for (let said = 0; said < 60; said += 1) stage.teams.person('Ben').say('team-sales', 'So much to say');
    const first = await read('?$top=50');
    expect(first.ids).toHaveLength(50);
    expect(first.next).toMatch(/\$top=50&\$skiptoken=50$/);
    expect((await read('?$top=50&$skiptoken=50')).ids).toHaveLength(10);
    expect((await read()).ids).toHaveLength(20);
    expect(await read('?$top=51')).toMatchObject({ status: 400 });
  });

  test('nothing that only one person sees', async () => {
    const { channel, read } = await open();
    const path = `v3/conversations/${encodeURIComponent(channel.id)}/activities?isTargetedActivity=true`;
    const recipient = { id: stage.teams.person('Ben').id, isTargeted: true };
    expect(await stage.call('POST', path, { type: 'message', text: 'For you', recipient })).toMatchObject({
      status: 201,
    });
    expect((await read()).ids).toEqual([]);
  });
});

describe('Microsoft Graph refuses', () => {
  test('whoever has no consent, or a token for something else', async () => {
    const { read } = await open({});
    expect(await read()).toMatchObject({ status: 403, error: { code: 'Forbidden' } });
    const forConnector = String((await stage.token()).body.access_token);
    expect(await read('', forConnector)).toMatchObject({ status: 401 });
  });

  test('whoever reads one channel twice in a second', async () => {
    const { read } = await open({ readsMessages: true, enforceRates: true });
    expect(await read()).toMatchObject({ status: 200 });
    expect(await read()).toMatchObject({ status: 429 });
    stage.letPass(1_000);
    expect(await read()).toMatchObject({ status: 200 });
  });
});
