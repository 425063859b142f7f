// biome-ignore-all lint/suspicious/noArrayIndexKey: the pieces of a text have no names but their places
import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { ReactNode } from 'react';
import { useReader } from '../../reader.ts';
import { DateTime, Mention, WebLink, withEmoji } from './mrkdwn.tsx';

/** Rich text: nothing in it is parsed. */
export const RichText = ({ block }: { block: RichTextBlock }) =>
  block.elements.map((group, index) => {
    switch (group.type) {
      case 'rich_text_section':
        return (
          <p key={index}>
            <Elements of={group.elements} />
          </p>
        );
      case 'rich_text_list': {
        const List = group.style === 'ordered' ? 'ol' : 'ul';
        return (
          <List key={index}>
            {group.elements.map((item, at) => (
              <li key={at}>
                <Elements of={(item as RichTextSection).elements} />
              </li>
            ))}
          </List>
        );
      }
      case 'rich_text_quote':
        return (
          <blockquote key={index}>
            <Elements of={group.elements} />
          </blockquote>
        );
      case 'rich_text_preformatted':
        return (
          <pre key={index}>
            <Elements of={group.elements as RichTextElement[]} />
          </pre>
        );
      default:
        return null;
    }
  });

const Elements = ({ of }: { of: readonly RichTextElement[] }) =>
  of.map((element, index) => <Element key={index} element={element} />);

const Element = ({ element }: { element: RichTextElement }): ReactNode => {
  const reader = useReader();
  switch (element.type) {
    case 'text':
      return styled(element.text, element.style ?? {});
    case 'link':
      return <WebLink url={element.url} label={element.text} />;
    case 'user':
      return <Mention userId={element.user_id} />;
    case 'channel':
      return <span className="mention">#{reader.placeNameOf(element.channel_id)}</span>;
    case 'broadcast':
      return <span className="mention">@{element.range}</span>;
    case 'emoji':
      return withEmoji(`:${element.name}:`);
    case 'date':
      return (
        <DateTime seconds={element.timestamp} format={element.format} fallback={element.fallback ?? ''} />
      );
    default:
      return null;
  }
};

type Style = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };

const styled = (text: string, { bold, italic, strike, code }: Style): ReactNode => {
  let node: ReactNode = text;
  if (code) node = <code>{node}</code>;
  if (strike) node = <s>{node}</s>;
  if (italic) node = <em>{node}</em>;
  if (bold) node = <strong>{node}</strong>;
  return node;
};
