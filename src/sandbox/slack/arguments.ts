import { SlackApiError } from './slack-api-error.ts';

/** Arguments that may come as JSON text, as WebClient sends them inside a form. */
const JSON_ARGUMENTS = new Set(['attachments', 'blocks', 'files', 'metadata', 'view']);

/** The arguments of one Web API call, from a form or JSON body. */
export class Arguments {
  /** Nested values parsed; values that are not JSON although they should be stay strings. */
  readonly all: Record<string, unknown>;

  constructor(contentType: string, body: string) {
    this.all = contentType.includes('json') ? parseJson(body) : parseForm(body);
  }

  /** @throws SlackApiError `invalid_arguments` when it is neither text nor a number */
  text(name: string): string | undefined {
    const value = this.all[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new SlackApiError('invalid_arguments', [`[ERROR] must be a string [json-pointer:/${name}]`]);
  }

  /** @throws SlackApiError `invalid_arguments` when it is missing or empty */
  required(name: string): string {
    const value = this.text(name);
    if (!value) {
      throw new SlackApiError('invalid_arguments', [
        `[ERROR] missing required field: ${name} [json-pointer:]`,
      ]);
    }
    return value;
  }

  flag(name: string): boolean {
    return [true, 'true', 1, '1'].includes(this.all[name] as string);
  }

  has(name: string): boolean {
    return this.all[name] !== undefined && this.all[name] !== null;
  }

  /** A whole number of at least 1, at most `max`. */
  count(name: string, fallback: number, max: number): number {
    const value = Number(this.all[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1) throw new SlackApiError('invalid_limit');
    return Math.min(value, max);
  }
}

function parseForm(body: string): Record<string, unknown> {
  return withParsedValues(Object.fromEntries(new URLSearchParams(body)));
}

function parseJson(body: string): Record<string, unknown> {
  const value = parsed(body || '{}');
  return typeof value === 'object' && value !== null ? withParsedValues(value) : {};
}

function withParsedValues(values: object): Record<string, unknown> {
  const pairs = Object.entries(values).map(([name, value]) => {
    const isText = JSON_ARGUMENTS.has(name) && typeof value === 'string';
    return [name, isText ? parsed(value) : value];
  });
  return Object.fromEntries(pairs);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
