import type { KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types';
import type { ReactNode } from 'react';
import type { Element as Control } from '../../../slack/elements.ts';
import { ControlElement } from './control-element.tsx';
import { Mrkdwn, withEmoji } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';

/** Blocks of a message, form or Home tab; `input` draws those that only forms have. */
export const BlockList = ({
  blocks,
  input,
}: {
  blocks: readonly KnownBlock[];
  input?: (block: Extract<KnownBlock, { type: 'input' }>) => ReactNode;
}) =>
  blocks.map((block) => (
    <div key={block.block_id} className={`block ${block.type.replace('_', '-')}`}>
      <OneBlock block={block} input={input} />
    </div>
  ));

type TextObject = PlainTextElement | MrkdwnElement;

const Text = ({ of }: { of: TextObject }): ReactNode => {
  if (of.type === 'mrkdwn') return <Mrkdwn text={of.text} />;
  return of.emoji === false ? of.text : withEmoji(of.text);
};

const OneBlock = ({
  block,
  input,
}: {
  block: KnownBlock;
  input: ((block: Extract<KnownBlock, { type: 'input' }>) => ReactNode) | undefined;
}): ReactNode => {
  const blockId = block.block_id ?? '';
  switch (block.type) {
    case 'rich_text':
      return <RichText block={block} />;
    case 'section':
      return (
        <>
          <div className="words">
            {block.text && (
              <p>
                <Text of={block.text} />
              </p>
            )}
            {block.fields && (
              <div className="fields">
                {block.fields.map((field) => (
                  <p key={field.text}>
                    <Text of={field} />
                  </p>
                ))}
              </div>
            )}
          </div>
          {block.accessory &&
            (block.accessory.type === 'image' ? (
              <Picture alt={block.accessory.alt_text} />
            ) : (
              <ControlElement
                blockId={blockId}
                element={block.accessory as Control}
                label={block.text?.text}
              />
            ))}
        </>
      );
    case 'actions':
      return block.elements.map((element) => (
        <ControlElement
          key={element.action_id}
          blockId={blockId}
          element={element as Control}
          label={undefined}
        />
      ));
    case 'context':
      return block.elements.map((element) =>
        element.type === 'image' ? (
          <Picture key={element.alt_text} alt={element.alt_text} />
        ) : (
          <span key={element.text}>
            <Text of={element} />
          </span>
        ),
      );
    case 'header':
      return (
        <p className="header-text">
          <Text of={block.text} />
        </p>
      );
    case 'divider':
      return <hr />;
    case 'image':
      return <Picture alt={block.alt_text} />;
    case 'input':
      return input?.(block) ?? null;
    default:
      return <p className="muted">A block of the kind "{block.type}" is not drawn here.</p>;
  }
};

/** Pictures come from elsewhere, and nothing is loaded from there: their description stands for them. */
const Picture = ({ alt }: { alt: string }) => (
  <span className="picture" role="img" aria-label={alt}>
    🖼 {alt}
  </span>
);
