import type { AdaptiveCard, CardAction, CardElement, SimpleElement } from '../../src/teams/card-schema.ts';
import type { RenderedForTeams } from '../../src/teams/limits.ts';
import { type RenderedForm, renderForm } from '../../src/teams/render-form.ts';
import { renderHome } from '../../src/teams/render-home.ts';
import { renderMessage } from '../../src/teams/render-message.ts';
import { clock } from '../../src/texts/calendar.ts';
import { unescaped } from './card-parts.ts';
import { formWords } from './form-words.ts';
import type { Entry } from './gallery/entry.ts';
import { gallery } from './gallery.ts';
import { abridged, storeGallery } from './stored-gallery.ts';

const key = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b699';
const addressOf = ({ ts = '' }: { readonly [key: string]: string }) =>
  `https://teams.microsoft.com/l/message/C0SALES/${ts.replace('.', '')}`;
/** The people of the sample by their first names; others have none. */
const nameOf = (id: string): string | undefined => {
  const [, name] = /^U0([A-Z]+)$/.exec(id) ?? [];
  return name && name.slice(0, 1) + name.slice(1).toLowerCase();
};

/** An entry as it goes to Teams; a form that follows what is chosen is two, unless that was said already. */
export type OnTeams = { entry: Entry; state: string; rendered: RenderedForTeams & { card: AdaptiveCard } };

const onTeams = (entry: Entry): OnTeams[] => {
  const { shows, state } = entry;
  if ('push' in shows) {
    return [
      { entry, state, rendered: { surface: 'message', ...renderMessage(shows, key, addressOf, nameOf) } },
    ];
  }
  if (!('parts' in shows)) {
    return [{ entry, state, rendered: { surface: 'message', ...renderHome(shows, addressOf) } }];
  }
  const drawn = (step: 'choices' | 'whole'): RenderedForTeams & RenderedForm => ({
    surface: 'dialog',
    ...renderForm(shows, addressOf, formWords, { step, opened: { do: 'open-planning' } }),
  });
  const whole = { entry, state, rendered: drawn('whole') };
  return shows.follows && !shows.isSaid
    ? [{ entry, state: `${state}, first step`, rendered: drawn('choices') }, whole]
    : [whole];
};

export const galleryOnTeams: readonly OnTeams[] = gallery.flatMap(onTeams);

/** Markdown as it is looked at by somebody in the series' own zone. */
const looked = (markdown: string): string =>
  unescaped(
    markdown
      .replaceAll(/\{\{TIME\((.*?)\)\}\}/g, (_, instant: string) => clock(new Date(instant), 'UTC'))
      .replaceAll(/<at>(.*?)<\/at>/g, '@$1'),
  );

const buttons = (actions: readonly CardAction[]): string => {
  const shown = actions.filter(({ mode }) => !mode).map(({ title }) => `[${title}]`);
  const folded = actions.filter(({ mode }) => mode).map(({ title }) => title);
  return [...shown, ...(folded.length > 0 ? [`[⋯] ${folded.join(' | ')}`] : [])].join(' ');
};

const simple = (one: SimpleElement): string => {
  switch (one.type) {
    case 'TextBlock':
      return looked(one.text);
    case 'RichTextBlock':
      return one.inlines
        .map(({ text, weight, italic, selectAction }) => {
          const mark = weight ? '**' : italic ? '_' : '';
          const marked = `${mark}${text}${mark}`;
          return selectAction ? `${marked} (${selectAction.url})` : marked;
        })
        .join('');
    case 'FactSet':
      return one.facts.map(({ title, value }) => `${looked(title)}: ${looked(value)}`).join('\n');
    case 'Chart.HorizontalBar':
      return [...one.data.map(({ x, y }) => `▕${'▇'.repeat(Math.min(y, 30))} ${y} ${x}`), one.title].join(
        '\n',
      );
    case 'ActionSet':
      return buttons(one.actions);
    case 'Input.ChoiceSet':
      return `‹${one.label}› ${one.value ?? ''}\n${one.choices.map(({ title, value }) => `  ${value}: ${title}`).join('\n')}`;
    case 'Input.Text':
    case 'Input.Date':
    case 'Input.Time':
      return `‹${one.label}› ${one.value ?? ''}`;
  }
};

const elementShown = (one: CardElement): string => {
  if (one.type === 'ColumnSet') return one.columns.map(({ items }) => items.map(simple).join('\n')).join(' ');
  if (one.type !== 'Container') return simple(one);
  const items = one.items.map(simple).join('\n').replaceAll(/^/gm, '┃ ');
  return one.isVisible === false ? `(unfolds)\n${items}` : items;
};

/** An entry as a person reads it, with what its menus unfold to. */
export const readable = ({ entry, state, rendered }: OnTeams): string => {
  const { summary, title, card } = rendered;
  const head = `${entry.subject}: ${state}`;
  const parts = [
    `── ${head} ${'─'.repeat(Math.max(3, 91 - head.length))}`,
    ...(title ? [`«${title}»`] : []),
    ...(summary ? [`(${summary})`] : []),
    ...card.body.map(elementShown),
    ...(card.actions ? [buttons(card.actions)] : []),
  ];
  return abridged(entry, parts.join('\n'));
};

export const storedGallery = (): Map<string, string> =>
  storeGallery(
    galleryOnTeams.map((shown) => {
      const { entry, state, rendered } = shown;
      const { card, ...around } = rendered;
      const { body, ...rest } = card;
      return { entry, text: readable(shown), parts: [{ state, ...around, card: rest }, ...body] };
    }),
  );
