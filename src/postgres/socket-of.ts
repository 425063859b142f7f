import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** The socket under a connection; pg keeps it to itself, and closes it only after every answer that it waits for. */
export const socketOf = (client: PoolClient): Socket =>
  (client as PoolClient & { connection: { stream: Socket } }).connection.stream;
