import { useContext, useEffect } from 'react';
import { act } from '../act.ts';
import { ScreenContext } from '../screen-context.ts';
import type { SlackChat } from '../store.ts';
import { BlockList } from './blocks/block-list.tsx';
import { SurfaceContext } from './blocks/surface.ts';
import { ValuesContext } from './blocks/values.ts';

/** The bot's Home tab, as this person's. */
export const HomeView = ({ chat, personId }: { chat: SlackChat; personId: string }) => {
  const { follow, trouble } = useContext(ScreenContext);
  useEffect(() => {
    void act({ on: 'slack', does: 'open-home', as: personId });
  }, [personId]);
  const who = chat.people.get(personId)?.name;
  const view = chat.homes.get(personId);
  const use = async (blockId: string, actionId: string, value = {}, url?: string) => {
    if (url !== undefined && !follow(url)) window.open(url, '_blank', 'noopener');
    const element = { on: { home: true }, blockId, actionId } as const;
    const done = await act({ on: 'slack', does: 'use', as: personId, element, value });
    if (done.error) trouble(done.error);
  };
  return (
    <section className="channel" aria-label={`${who}: Home of Microtraining`}>
      <header className="place-head">
        <h2>Microtraining</h2>
        <span className="muted">Home</span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="messages home" aria-label={`${who}: Home tab`} tabIndex={0}>
        {view ? (
          <SurfaceContext value={use}>
            <ValuesContext value={(blockId, actionId) => view.values[blockId]?.[actionId]}>
              <BlockList blocks={view.blocks} />
            </ValuesContext>
          </SurfaceContext>
        ) : (
          <div className="nothing">
            <p>
              <strong>The bot has nothing here for you yet.</strong> In a channel, type{' '}
              <code>/microtraining list</code> to see what is planned.
            </p>
          </div>
        )}
      </section>
    </section>
  );
};
