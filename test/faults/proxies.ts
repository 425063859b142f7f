import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

/** Between the bots and what they need, so that the network can be disturbed. */
export type Proxies = { database: TcpProxy; platform: TcpProxy; stop(): Promise<void> };

export const startProxies = async (databaseUrl: string, platformUrl: string): Promise<Proxies> => {
  const database = await startTcpProxy(targetOf(databaseUrl));
  const platform = await startTcpProxy(targetOf(platformUrl));
  return {
    database,
    platform,
    stop: async () => void (await Promise.all([database.stop(), platform.stop()])),
  };
};

/** The same address on this machine, at another port. */
export const throughPort = (address: string, port: number): string => {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
};

const postgresPort = 5432;
const targetOf = (url: string) => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || postgresPort) };
};
