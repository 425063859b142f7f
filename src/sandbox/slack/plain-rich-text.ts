import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { formatDateTokens } from './date-tokens.ts';
import { quoted, type Reader } from './plain-mrkdwn.ts';

/** A rich text block as a person reads it; quotes and preformatted text with `┃ ` in front of each line. */
export function plainRichText(block: RichTextBlock, reader: Reader): string {
  return block.elements.map((group) => plainGroup(group, reader)).join('\n');
}

function plainGroup(group: RichTextBlockElement, reader: Reader): string {
  const line = (elements: RichTextElement[]) => elements.map((each) => plainElement(each, reader)).join('');
  switch (group.type) {
    case 'rich_text_section':
      return line(group.elements).replace(/\n$/, '');
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return quoted(line(group.elements).replace(/\n$/, ''));
    case 'rich_text_list': {
      const indent = '  '.repeat(group.indent ?? 0);
      const mark = (i: number) => (group.style === 'ordered' ? `${i + 1}.` : '•');
      return group.elements.map((item, i) => `${indent}${mark(i)} ${line(item.elements)}`).join('\n');
    }
  }
}

function plainElement(element: RichTextElement, reader: Reader): string {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return element.text ?? element.url;
    case 'user':
      return `@${reader.nameOf(element.user_id)}`;
    case 'channel':
      return `#${reader.channelNameOf(element.channel_id)}`;
    case 'usergroup':
      return `@${element.usergroup_id}`;
    case 'team':
      return `@${element.team_id}`;
    case 'broadcast':
      return `@${element.range}`;
    case 'color':
      return element.value;
    case 'emoji':
      return emoji(element.unicode) ?? `:${element.name}:`;
    case 'date': {
      const instant = new Date(element.timestamp * 1_000);
      const text = formatDateTokens(element.format, instant, reader.zone, reader.now);
      return text ?? element.fallback ?? '';
    }
  }
}

function emoji(unicode: string | undefined): string | undefined {
  if (!unicode) return undefined;
  return String.fromCodePoint(...unicode.split('-').map((hex) => Number.parseInt(hex, 16)));
}
