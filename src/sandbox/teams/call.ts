import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { Route } from './routes.ts';

/** One call, read but not yet judged. */
export type Call = Route & {
  query: URLSearchParams;
  body: string;
  json: Json;
  authorization: string | undefined;
};

/** What goes back; without a body nothing but the status. */
export type Answered = { status: number; body?: unknown; headers?: Record<string, string>; error?: string };

/** Carries out one call. @throws ConnectorError as Teams refuses it */
export type Method = (call: Call, core: Core) => Answered | Promise<Answered>;
