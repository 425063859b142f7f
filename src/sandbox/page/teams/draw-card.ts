import { type Action, AdaptiveCard, type OpenUrlAction } from 'adaptivecards/lib/card-elements.js';
import { GlobalRegistry } from 'adaptivecards/lib/registry.js';
import { GlobalSettings } from 'adaptivecards/lib/shared.js';
import { Strings } from 'adaptivecards/lib/strings.js';
import type { CardJson } from '../teams-protocol.ts';
import { cardMarkdown } from './card-markdown.ts';
import { HorizontalBarChart } from './horizontal-bar-chart.ts';
import { hostConfig } from './host-config.ts';

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardMarkdown(text);
  result.didProcess = true;
};
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
Strings.defaults.overflowButtonText = () => '⋯';
Strings.defaults.overflowButtonTooltip = () => 'More actions';
GlobalRegistry.elements.register(HorizontalBarChart.typeName, HorizontalBarChart);

/** What a card on the screen asks of the page. */
export type CardEvents = {
  /** `index`: the action's, as the local Teams counts them. */
  press(index: number, button: HTMLElement | undefined): void;
  open(url: string): void;
  /** The actions that are folded away. */
  more(actions: readonly Action[], opener: HTMLElement): void;
};

export type DrawnCard = { element: HTMLElement; card: AdaptiveCard };

/** Draws a card by Microsoft's own library. */
export const drawCard = (json: CardJson, events: CardEvents): DrawnCard => {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    if (action.getJsonTypeName() === 'Action.OpenUrl') events.open((action as OpenUrlAction).url ?? '');
    // Without an index it was not on the screen when the card was drawn, and will be when it is drawn anew.
    else if (action.id) events.press(Number(action.id), action.renderedElement);
  };
  card.onAnchorClicked = (_, anchor) => {
    events.open(anchor.href);
    return true;
  };
  card.onDisplayOverflowActionMenu = (actions, opener) => {
    if (opener) events.more(actions, opener);
    return true;
  };
  card.parse(json);
  const element = card.render() ?? document.createElement('div');
  // A card is one stop for screen readers, not one of the keyboard.
  element.setAttribute('role', 'group');
  element.removeAttribute('tabindex');
  for (const action of card.getAllActions()) {
    if (action.renderedElement) action.renderedElement.dataset.action = action.title ?? '';
  }
  for (const input of card.getAllInputs()) {
    const control = input.renderedElement?.querySelector<HTMLElement>('input, textarea, select');
    if (control) control.dataset.action = input.id ?? '';
  }
  return { element, card };
};

/** What stands in the inputs of some cards, by id. */
export const typedInto = (cards: readonly DrawnCard[]): Record<string, string> =>
  Object.fromEntries(
    cards
      .flatMap(({ card }) => card.getAllInputs())
      .map((input) => [input.id ?? '', String(input.value ?? '')]),
  );
