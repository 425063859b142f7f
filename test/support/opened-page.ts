import type { Change, Deed, Done } from '../../src/sandbox/page/protocol.ts';
import { startPageServer } from '../../src/sandbox/page-server/page-server.ts';
import type { SandboxStage } from '../../src/sandbox/page-server/sandbox-stage.ts';
import { readAppMenus } from '../../src/sandbox/teams/app-menus.ts';

/** The server of the sandbox's page, as the page itself talks to it. */
export type OpenedPage = {
  url: string;
  /** Does what somebody does on the page. */
  do(deed: Deed): Promise<Done>;
  told(): Promise<Change['set']>;
  stop(): Promise<void>;
};

const nothing = async () => {};

/** Everything that a page is told when it comes. */
export const toldBy = async (url: string): Promise<Change['set']> => {
  const response = await fetch(`${url}/state`);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('\n\n')) break;
  }
  return (JSON.parse(text.slice('data: '.length, text.indexOf('\n\n'))) as Change).set;
};

/** Shows two platforms whose clock stands still, without a bot. */
export const openPage = async ({
  slack,
  teams,
  now,
}: Pick<SandboxStage, 'slack' | 'teams'> & { now(): Date }): Promise<OpenedPage> => {
  const server = await startPageServer(0);
  const close = await server.open({
    slack,
    teams,
    menus: readAppMenus(),
    bot: { status: 'stopped', trouble: undefined, start: nothing, kill: nothing, stop: nothing },
    time: { now, speed: 1, nextEventAt: async () => undefined } as SandboxStage['time'],
    colleagues: { on: false, playing: [] } as unknown as SandboxStage['colleagues'],
    words: [],
    onChange: () => () => {},
  });
  return {
    url: server.url,
    do: async (deed) => {
      const response = await fetch(`${server.url}/do`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: server.url },
        body: JSON.stringify(deed),
      });
      return (await response.json()) as Done;
    },
    told: () => toldBy(server.url),
    stop: async () => {
      close();
      await server.stop();
    },
  };
};
