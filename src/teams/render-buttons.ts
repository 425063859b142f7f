import { encode, type Interaction, type Verb } from '../messages/interaction.ts';
import type { Confirmation, Link, Press } from '../messages/message.ts';
import type { CardAction, CardElement, SimpleElement } from './card-schema.ts';
import { TEAMS_LIMITS } from './limits.ts';
import { opensForm } from './opens-form.ts';
import type { Place } from './render-message.ts';
import { inOneRow, textElements } from './render-text.ts';

/** A reply stands in its thread alone (flow 6), so a start cannot be shown in the channel besides. */
const impossible: ReadonlySet<Verb> = new Set(['show-start']);

/** Buttons in rows of as many as Teams shows at once; the rarer ones are folded away behind the last row. */
export const buttonRows = (
  buttons: readonly (Press | Link)[],
  more: readonly Pick<Press, 'label' | 'does'>[],
  place: Place,
): CardElement[] => {
  const { perRow } = TEAMS_LIMITS.actions;
  const offered = buttons.filter((one) => 'to' in one || !impossible.has(one.does.do));
  const all = offered.map((one, index) => button(one, { ...place, at: `${place.at}-${index}` }));
  const rows = Array.from({ length: Math.max(1, Math.ceil(all.length / perRow)) }, (_, index) =>
    all.slice(index * perRow, (index + 1) * perRow).map(({ action }) => action),
  );
  const folded = more.map((one): CardAction => ({ ...button(one, place).action, mode: 'secondary' }));
  const last = [...(rows.at(-1) ?? []), ...folded];
  return [
    ...[...rows.slice(0, -1), last]
      .filter((actions) => actions.length > 0)
      .map((actions): CardElement => ({ type: 'ActionSet', actions })),
    ...all.flatMap(({ asks }) => asks ?? []),
  ];
};

/** A line with a button of its own beside it. */
export const pressable = (items: SimpleElement[], press: Press, place: Place): CardElement[] => {
  const { action, asks } = button(press, place);
  const actions: SimpleElement = { type: 'ActionSet', actions: [action] };
  return [
    {
      type: 'ColumnSet',
      columns: [
        ...(items.length > 0 ? [{ type: 'Column', width: 'stretch', items } as const] : []),
        { type: 'Column', width: 'auto', items: [actions] },
      ],
    },
    ...(asks ?? []),
  ];
};

type Shown = Pick<CardAction, 'title' | 'style' | 'tooltip'>;
type Button = { action: CardAction; asks?: CardElement[] };

const button = (press: Press | Link, place: Place): Button => {
  const { titleChars, tooltipChars } = TEAMS_LIMITS.actions;
  const weight = 'weight' in press ? press.weight : undefined;
  const shown = {
    title: inOneRow(press.label, titleChars),
    ...(press.spoken && { tooltip: inOneRow(press.spoken, tooltipChars) }),
    ...(weight && { style: weight === 'main' ? ('positive' as const) : ('destructive' as const) }),
  };
  const url = 'to' in press ? place.addressOf(press.to) : undefined;
  if (url) return { action: { type: 'Action.OpenUrl', ...shown, url } };
  if ('confirm' in press && press.confirm) return asking(shown, press.does, press.confirm, place);
  return { action: { ...shown, ...told(press.does, place) } };
};

type Submit = Extract<CardAction, { type: 'Action.Submit' }>;
type Execute = Extract<CardAction, { type: 'Action.Execute' }>;
type Told = Pick<Submit, 'type' | 'data'> | Pick<Execute, 'type' | 'verb' | 'data'>;

/** How a press reaches the bot: in a dialog, or as what opens one, by a submit; else by the universal action. */
const told = (does: Interaction, { surface, carried }: Place): Told => {
  const press = { does: encode(does), ...carried };
  if (surface === 'dialog') return { type: 'Action.Submit', data: { press } };
  if (opensForm(does)) {
    return { type: 'Action.Submit', data: { msteams: { type: 'task/fetch' }, press } };
  }
  return { type: 'Action.Execute', verb: does.do, data: { press } };
};

/** Teams asks nothing before an action, so the button unfolds the question with both answers. */
const asking = (
  shown: Shown,
  does: Interaction,
  { title, text, yes, no }: Confirmation,
  place: Place,
): Button => {
  const id = `ask-${place.at}`;
  const unfolds = (isVisible: boolean) => ({
    type: 'Action.ToggleVisibility' as const,
    targetElements: [{ elementId: id, isVisible }],
  });
  const { titleChars } = TEAMS_LIMITS.actions;
  const said = (words: string) => inOneRow(words, titleChars);
  return {
    action: { ...shown, ...unfolds(true) },
    asks: [
      {
        type: 'Container',
        id,
        isVisible: false,
        style: 'emphasis',
        items: [
          ...textElements([{ strong: title }], place.longest, place.calls),
          ...textElements([text], place.longest, place.calls, { below: true }),
          {
            type: 'ActionSet',
            actions: [
              { title: said(yes), style: 'destructive', ...told(does, place) },
              { title: said(no), ...unfolds(false) },
            ],
          },
        ],
      },
    ],
  };
};
