import { type AdaptiveCard, cardType } from './card-schema.ts';
import type { RenderedForm } from './render-form.ts';

/**
 * What Teams takes as the answer of an invoke (Microsoft, "Universal Actions for Adaptive Cards: response format",
 * "Dialogs").
 */

/** In the place of the card that was pressed, for who pressed it alone. */
export const cardAnswer = (card: AdaptiveCard): object => ({ statusCode: 200, type: cardType, value: card });

/** Shown for a moment. */
export const textAnswer = (text: string): object => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: text,
});

/** A dialog, in the place of one that is open. */
export const dialogAnswer = ({ card, ...window }: RenderedForm): object => ({
  task: { type: 'continue', value: { ...window, card: { contentType: cardType, content: card } } },
});

/** Closes the dialog. */
export const closed: object = {};
