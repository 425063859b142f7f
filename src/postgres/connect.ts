import { Pool, type PoolConfig } from 'pg';

export type ConnectOptions = {
  connectionString: string;
  /**
   * A real server gets time-outs. The embedded one must not have any: its clients share one session, so a setting
   * of one holds for all, and a statement that is late afterwards freezes the process.
   */
  server: 'real' | 'embedded';
  /** Whether everything may take as long as it likes, as for tests, which only look on; default: no. */
  patient?: boolean;
  /** How many connections at most. */
  size?: number;
  /** Told when an idle connection breaks; the pool replaces it. Without a listener that would end the process. */
  onError: (error: Error) => void;
};

const timeouts = {
  /** For a connection, and for a turn where all are in use. */
  connectMs: 2_500,
  /** An answer has to be acknowledged within three seconds, and there is one repetition in it. */
  statementMs: 1_500,
  /** A process that falls asleep in a transaction must not hold its locks for longer than others can wait. */
  idleInTransactionMs: 2_000,
  /** Measured on this side: a network that swallows everything lets no time-out of the server through. */
  transactionMs: 4_000,
  keepAliveMs: 10_000,
} as const;

/** Opens a pool; connections are made when they are first needed. End it with `pool.end()`. */
export const connect = ({
  connectionString,
  server,
  patient = false,
  size = 10,
  onError,
}: ConnectOptions): Pool => {
  const pool = new Pool({
    connectionString,
    max: size,
    keepAlive: true,
    keepAliveInitialDelayMillis: timeouts.keepAliveMs,
    application_name: 'microtraining',
    ...(server === 'real' && {
      pipeline: true,
      // Plans do not depend on how many rows are asked for at once, and making one costs more than most statements do; so
      // would compiling one, which the server does by an estimate: 0.3 s for a claim of 1 ms among a million rows.
      options: '-c plan_cache_mode=force_generic_plan -c jit=off',
    }),
    ...(server === 'real' &&
      !patient && {
        connectionTimeoutMillis: timeouts.connectMs,
        statement_timeout: timeouts.statementMs,
        idle_in_transaction_session_timeout: timeouts.idleInTransactionMs,
      }),
  });
  pool.on('error', onError);
  // For the instant in which the pool has stopped listening to a connection and its user does not listen yet: the news
  // that it is up and that it broke may come in one piece. Whoever uses it is told by its statement.
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
};

/**
 * How long a transaction may take before its connection is given up. Undefined for the patient, and on the embedded
 * server: a connection that goes while a statement of its waits for its turn would block all the others for ever.
 */
export const transactionLimitMs = ({ options }: Pool): number | undefined =>
  options.statement_timeout ? timeouts.transactionMs : undefined;

/** Whether its connections may be asked for more before an answer has come. The embedded server cannot take that. */
export const isPipelined = ({ options }: Pool): boolean =>
  (options as PoolConfig & { pipeline?: boolean }).pipeline === true;
