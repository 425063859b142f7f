import { useEffect, useRef, useState } from 'react';
import { type Chat, placesOf } from './chat.ts';

/** Says new messages to those who do not see them. */
export const LiveRegion = ({ chat, personId }: { chat: Chat; personId: string }) => {
  const [said, setSaid] = useState('');
  const latest = useRef<string>(undefined);
  const news = placesOf(chat, personId)
    .flatMap(({ id }) => chat.messages.get(id) ?? [])
    .filter(({ onlyFor, authorId }) => (onlyFor ?? personId) === personId && authorId !== personId)
    .sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  useEffect(() => {
    if (!news) return;
    const isFirst = latest.current === undefined;
    const isNew = latest.current !== news.id;
    latest.current = news.id;
    if (isFirst || !isNew) return;
    const place = chat.places.get(news.placeId);
    const where = place?.dmWith ? 'direct message' : `#${place?.name}`;
    setSaid(
      `New in ${where}${news.rootId ? ', in a thread' : ''}${news.onlyFor ? ', only for you' : ''}: ${news.banner}`,
    );
  });
  return (
    <div className="unseen" aria-live="polite">
      {said}
    </div>
  );
};
