import { useEffect, useRef, useState } from 'react';
import type { World } from './store.ts';

/** Says new messages to those who do not see them. */
export const LiveRegion = ({ world, personId }: { world: World; personId: string }) => {
  const [said, setSaid] = useState('');
  const latest = useRef<string>(undefined);
  const news = [...world.messages.values()]
    .flat()
    .filter(({ onlyFor, userId, channelId }) => {
      const channel = world.channels.get(channelId);
      return (
        (onlyFor ?? personId) === personId && userId !== personId && channel?.memberIds.includes(personId)
      );
    })
    .sort((a, b) => (a.ts < b.ts ? 1 : -1))[0];
  useEffect(() => {
    if (!news) return;
    const isFirst = latest.current === undefined;
    const isNew = latest.current !== news.ts;
    latest.current = news.ts;
    if (isFirst || !isNew) return;
    const channel = world.channels.get(news.channelId);
    const where = channel?.dmWith ? 'direct message' : `#${channel?.name}`;
    setSaid(
      `New in ${where}${news.threadTs ? ', in a thread' : ''}${news.onlyFor ? ', only for you' : ''}: ${news.text}`,
    );
  });
  return (
    <div className="unseen" aria-live="polite">
      {said}
    </div>
  );
};
