const prefix = 'key:';

/** The id of a card's first element: where messages can be looked up, this tells which of the ledger's it is. */
export const keyId = (key: string): string => `${prefix}${key}`;

/** Whether a card, as JSON, is of the message with that key. */
export const carriesKey = (card: string, key: string): boolean => card.includes(JSON.stringify(keyId(key)));
