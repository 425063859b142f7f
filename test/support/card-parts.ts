import type { AdaptiveCard, CardAction, CardElement } from '../../src/teams/card-schema.ts';

/** Every element of a card, with those inside of others, or in their place where they cannot be drawn. */
export const elementsOf = ({ body }: AdaptiveCard): CardElement[] => {
  const within = (one: CardElement): CardElement[] => {
    if (one.type === 'Container') return [one, ...one.items];
    if (one.type === 'Chart.HorizontalBar') return [one, ...one.fallback.items];
    if (one.type === 'ColumnSet') return [one, ...one.columns.flatMap(({ items }) => items)];
    return [one];
  };
  return body.flatMap(within);
};

/** Every action of a card, wherever it stands. */
export const actionsOf = (card: AdaptiveCard): CardAction[] => [
  ...elementsOf(card).flatMap((one) => (one.type === 'ActionSet' ? one.actions : [])),
  ...(card.actions ?? []),
];

/** Every text of a card that Teams reads as Markdown. */
export const markdownIn = (card: AdaptiveCard): string[] =>
  elementsOf(card).flatMap((one) => {
    if (one.type === 'TextBlock') return [one.text];
    return one.type === 'FactSet' ? one.facts.flatMap(({ title, value }) => [title, value]) : [];
  });

/** Markdown as it is looked at: a sign behind a backslash is that sign. */
export const unescaped = (markdown: string): string => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

/** What of some Markdown is not escaped, and so may mean something. */
export const meaningful = (markdown: string): string => markdown.replaceAll(/\\[!-/:-@[-`{-~]/g, ' ');
