/** A refusal of the Web API: answered as `{ ok: false, error: code }`. */
export class SlackApiError extends Error {
  readonly code: string;
  /** Goes to `response_metadata.messages`. */
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super(details.length > 0 ? `${code}: ${details.join('; ')}` : code);
    this.name = 'SlackApiError';
    this.code = code;
    this.details = details;
  }
}
