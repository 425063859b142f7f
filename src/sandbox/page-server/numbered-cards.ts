import type { CardJson } from '../page/teams-protocol.ts';
import { actionsIn } from '../teams/cards.ts';
import type { Json } from '../teams/json.ts';

/** Copies of cards in which each action that can be pressed has its index as its id (`ButtonAddress`). */
export const numberedCards = (cards: readonly Json[]): CardJson[] => {
  const indexes = new Map(cards.flatMap(actionsIn).map((action, index) => [action, index]));
  const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copied);
    if (typeof value !== 'object' || value === null) return value;
    const index = indexes.get(value as Json);
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)]));
    return index === undefined ? copy : { ...copy, id: String(index) };
  };
  return cards.map((card) => copied(card) as CardJson);
};
