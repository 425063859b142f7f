/** One message of a PostgreSQL client: its type's letter and what follows its length. */
export type ClientMessage = { type: string; body: Buffer };

/**
 * Cuts what a client sends into messages ("Message Formats" in PostgreSQL's documentation), however it was cut on its
 * way. The first one, which opens the session, has no letter and is left out; so is TLS, which nobody here asks for.
 * @returns to be fed with each piece; gives the messages that are whole by then
 */
export const createMessageReader = (): ((piece: Buffer) => ClientMessage[]) => {
  let rest = Buffer.alloc(0);
  let isOpen = false;
  return (piece) => {
    const messages: ClientMessage[] = [];
    rest = Buffer.concat([rest, piece]);
    for (;;) {
      const letter = isOpen ? 1 : 0;
      if (rest.length < letter + 4) return messages;
      const end = letter + rest.readUInt32BE(letter);
      if (rest.length < end) return messages;
      if (isOpen) messages.push({ type: String.fromCharCode(rest[0]!), body: rest.subarray(5, end) });
      isOpen = true;
      rest = rest.subarray(end);
    }
  };
};

/** Remembers what a client has sent in its present transaction: its SQL, and the parameters as text. */
export const createTransactionReader = () => {
  const prepared = new Map<string, string>();
  let sent = '';
  const take = ({ type, body }: ClientMessage): 'commit' | undefined => {
    const text = body.toString();
    const [first = '', second = ''] = text.split('\0');
    if (type === 'Q' && first.startsWith('begin')) sent = '';
    if (type === 'Q' && first === 'commit') return 'commit';
    // A statement that is prepared is sent once, and named from then on.
    if (type === 'P') prepared.set(first, second);
    sent += type === 'B' ? `${prepared.get(second) ?? ''} ${text}` : text;
    return undefined;
  };
  return { take, hasSent: (words: string): boolean => sent.includes(words) };
};
