import { useContext } from 'react';
import { act } from '../act.ts';
import { EyeIcon, LikeIcon } from '../icons.tsx';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';
import type { TeamsChat } from '../store.ts';
import type { TeamsMessageShown } from '../teams-protocol.ts';
import { Cards } from './cards.tsx';

const like = 'like';

/** What a message of Teams says: its text and its cards, or this person's own view of them. */
export const TeamsMessage = ({ chat, message }: { chat: TeamsChat; message: TeamsMessageShown }) => {
  const { personId } = useReader();
  const own = chat.own.get(`${personId} ${message.id}`);
  const shown = own ?? { cards: message.cards, values: {} };
  return (
    <>
      {own?.isReturned && !message.onlyFor && (
        <p className="tag">
          <EyeIcon /> Your own view of this card
        </p>
      )}
      {message.text !== '' && (
        <p className="said">
          <WithMentions text={message.text} />
        </p>
      )}
      {shown.cards.length > 0 && <Cards chat={chat} surface={{ messageId: message.id }} shown={shown} />}
      {!message.onlyFor && <Like message={message} />}
    </>
  );
};

/** What a thread is called: the first words of its first message. */
export const teamsTitleOf = ({ banner }: TeamsMessageShown): string =>
  banner.length > 40 ? `${banner.slice(0, 40)} …` : banner;

const WithMentions = ({ text }: { text: string }) =>
  text.split(/<at>(.*?)<\/at>/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no names but their places
      <span key={index} className="mention">
        @{part}
      </span>
    ),
  );

const Like = ({ message: { id, reactions } }: { message: TeamsMessageShown }) => {
  const { personId, nameOf } = useReader();
  const { trouble } = useContext(ScreenContext);
  const people = reactions[like] ?? [];
  const mine = people.includes(personId);
  const toggle = async () => {
    const reaction = { as: personId, messageId: id, reaction: like, wanted: !mine };
    const done = await act({ on: 'teams', does: 'react', ...reaction });
    if (done.error) trouble(done.error);
  };
  return (
    <button
      type="button"
      className={`like ${people.length > 0 ? 'given' : ''}`}
      aria-pressed={mine}
      aria-label={people.length > 0 ? `Like, from ${people.map(nameOf).join(', ')}` : 'Like'}
      title={people.map(nameOf).join(', ')}
      onClick={() => void toggle()}
    >
      <LikeIcon /> {people.length > 0 && people.length}
    </button>
  );
};
