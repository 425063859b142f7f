import type { TestDatabase } from './database.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A database that bots reach by a proxy, while the test itself reaches it directly. */
export type ProxiedDatabase = { database: TestDatabase; proxy: TcpProxy };

export const throughProxy = async (database: TestDatabase): Promise<ProxiedDatabase> => {
  const address = new URL(database.connectionString);
  const proxy = await startTcpProxy({ host: address.hostname, port: Number(address.port) }, 'postgres');
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  return { database: { ...database, connectionString: address.href }, proxy };
};
