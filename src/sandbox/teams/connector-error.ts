import type { Json } from './json.ts';

/** The connector refuses, in Teams' words ("Status codes from bot conversational APIs" in Microsoft's documentation). */
export class ConnectorError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message = code, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'ConnectorError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** As it goes over the wire. Two of them have a form of their own there. */
  get body(): Json {
    if (this.status === 401) return { message: this.message };
    if (this.code === 'MessageWritesBlocked') {
      const details = { subCode: this.code, details: this.message, errorCode: null, errorSubCode: null };
      return { errorCode: 209, message: JSON.stringify(details) };
    }
    return { error: { code: this.code, message: this.message } };
  }
}

/** The request makes no sense. */
export const badArgument = (message: string): ConnectorError =>
  new ConnectorError(400, 'Bad Argument', message);

/** @param seconds until the next call may come; without them the header is missing */
export const throttled = (seconds: number | undefined): ConnectorError =>
  new ConnectorError(
    429,
    'Throttled',
    'Too many requests',
    seconds === undefined ? {} : { 'retry-after': String(seconds) },
  );
