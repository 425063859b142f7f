import { useContext } from 'react';
import { act } from '../act.ts';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';
import type { SlackMessageShown } from '../slack-protocol.ts';
import { BlockList } from './blocks/block-list.tsx';
import { Mrkdwn } from './blocks/mrkdwn.tsx';
import { SurfaceContext } from './blocks/surface.ts';
import { FileLink } from './file-link.tsx';

/** What a message of Slack says: its blocks, else its text. */
export const SlackMessage = ({ message }: { message: SlackMessageShown }) => {
  const { personId } = useReader();
  const { follow, trouble } = useContext(ScreenContext);
  const use = async (blockId: string, actionId: string, value = {}, url?: string) => {
    const isHere = url !== undefined && follow(url);
    if (url !== undefined && !isHere) window.open(url, '_blank', 'noopener');
    const element = { on: { channel: message.placeId, ts: message.id }, blockId, actionId };
    const done = await act({ on: 'slack', does: 'use', as: personId, element, value });
    if (done.error) trouble(done.error);
  };
  return (
    <>
      <SurfaceContext value={use}>
        {message.blocks.length > 0 ? (
          <BlockList blocks={message.blocks} />
        ) : (
          message.text !== '' && (
            <p className="said">
              <Mrkdwn text={message.text} />
            </p>
          )
        )}
      </SurfaceContext>
      {message.files.map((file) => (
        <FileLink key={file.id} file={file} />
      ))}
    </>
  );
};

/** What a message begins with in bold, as a card does; else its first words. */
export const slackTitleOf = ({ blocks, text }: SlackMessageShown): string => {
  const [first] = blocks;
  const [group] = first?.type === 'rich_text' ? first.elements : [];
  const [words] = group?.type === 'rich_text_section' ? group.elements : [];
  return words?.type === 'text' && words.style?.bold ? words.text : `${text.slice(0, 40)} …`;
};
