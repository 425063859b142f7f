import type { KnownBlock } from '@slack/types';
import { elementsIn, optionsOf } from '../../src/sandbox/slack/elements.ts';
import type { Reader } from '../../src/sandbox/slack/plain-mrkdwn.ts';
import { plainBlocks } from '../../src/sandbox/slack/plain-text.ts';
import type { RenderedForSlack } from '../../src/slack/limits.ts';
import { renderForm } from '../../src/slack/render-form.ts';
import { renderHome } from '../../src/slack/render-home.ts';
import { renderMessage } from '../../src/slack/render-message.ts';
import { at } from './build-session.ts';
import type { Entry } from './gallery/entry.ts';
import { gallery } from './gallery.ts';
import { abridged, storeGallery } from './stored-gallery.ts';

const key = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b699';
const addressOf = ({ ts = '' }: { readonly [key: string]: string }) =>
  `https://sandbox.slack.com/archives/C0SALES/p${ts.replace('.', '')}`;

/** An entry as it goes to Slack. */
export type OnSlack = { entry: Entry; rendered: RenderedForSlack & { blocks: readonly KnownBlock[] } };

const onSlack = (entry: Entry): OnSlack => {
  const { shows } = entry;
  if ('push' in shows)
    return { entry, rendered: { surface: 'message', ...renderMessage(shows, key, addressOf) } };
  const view = 'parts' in shows ? renderForm(shows, addressOf) : renderHome(shows, addressOf);
  return { entry, rendered: { ...view, surface: view.type, blocks: view.blocks as KnownBlock[] } };
};

export const galleryOnSlack: readonly OnSlack[] = gallery.map(onSlack);

/** Somebody in the series' own zone, to whom ids stay ids. */
const reader: Reader = {
  zone: 'UTC',
  now: at('9:00'),
  nameOf: (id) => id,
  channelNameOf: (id) => id,
};

/** An entry as a person reads it, with what its menus unfold to. */
export const readable = ({ entry, rendered }: OnSlack): string => {
  const { text, title, submit, close, blocks } = rendered;
  const menus = elementsIn(blocks)
    .filter(({ element }) => element.type === 'overflow')
    .map(
      ({ element }) =>
        `[⋯] ${optionsOf(element)
          .map((option) => option.text.text)
          .join(' | ')}`,
    );
  const controls = [submit, close].flatMap((button) => (button ? [`[${button.text}]`] : []));
  const parts = [
    `── ${entry.subject}: ${entry.state} ${'─'.repeat(Math.max(3, 90 - entry.subject.length - entry.state.length))}`,
    ...(title ? [`«${title.text}»`] : []),
    ...(text === undefined ? [] : [`(${text})`]),
    plainBlocks(blocks, reader),
    ...menus,
    ...(controls.length > 0 ? [controls.join(' ')] : []),
  ];
  return abridged(entry, parts.join('\n'));
};

export const storedGallery = (): Map<string, string> =>
  storeGallery(
    galleryOnSlack.map((shown) => {
      const { blocks, ...around } = shown.rendered;
      const { entry } = shown;
      return { entry, text: readable(shown), parts: [{ state: entry.state, ...around }, ...blocks] };
    }),
  );
