import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Queryable } from './query.ts';
import { socketOf } from './socket-of.ts';

/**
 * A connection of a pool that pipelines: whatever is asked before an answer comes goes out in one go, and statements
 * that the server has met are not planned again.
 */
export const pipelined = (client: PoolClient): Queryable => {
  const stream = socketOf(client);
  let isHeld = false;
  const hold = () => {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(() => {
      isHeld = false;
      stream.uncork();
    });
  };
  return {
    query: (text, values) => {
      hold();
      return values ? client.query({ name: nameOf(text), text, values }) : client.query(text);
    },
  };
};

/** A connection whose statements go out one after the other; for the embedded server, which knows no other way. */
export const inTurn = (client: PoolClient): Queryable => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query: (text, values) => {
      const result = last.then(() => client.query(text, values));
      last = result.catch(() => {});
      return result;
    },
  };
};

const names = new Map<string, string>();

/** The same in every process, as some poolers want it. The texts are those of this code, so there is an end to them. */
const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
};
