import type { Action } from 'adaptivecards/lib/card-elements.js';
import { useContext, useLayoutEffect, useRef, useState } from 'react';
import { act } from '../act.ts';
import { MenuList } from '../menu.tsx';
import { useReader } from '../reader.ts';
import { ScreenContext } from '../screen-context.ts';
import type { TeamsChat } from '../store.ts';
import type { Surface, SurfaceShown } from '../teams-protocol.ts';
import { cardForReader } from './card-for-reader.ts';
import { type DrawnCard, drawCard, typedInto } from './draw-card.ts';

type Props = { chat: TeamsChat; surface: Surface; shown: SurfaceShown };

type More = { actions: readonly Action[]; opener: HTMLElement; left: number; top: number };

/** The cards of a message or dialog as one person sees them. They are drawn anew where they have changed, not for what was typed. */
export const Cards = ({ chat, surface, shown }: Props) => {
  const { personId, zone } = useReader();
  const { follow, trouble, notice } = useContext(ScreenContext);
  const box = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState<More>();
  const cards = JSON.stringify(shown.cards);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn for each new card only
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const drawn: DrawnCard[] = [];
    const press = async (index: number, button: HTMLElement | undefined) => {
      if (button?.ariaBusy === 'true') return;
      if (button) button.ariaBusy = 'true';
      const pressed = { as: personId, surface, index, typed: typedInto(drawn) };
      const done = await act({ on: 'teams', does: 'press', ...pressed });
      if (button) button.ariaBusy = 'false';
      if (done.error) trouble(done.error);
      if (done.notice) notice(done.notice);
    };
    const events = {
      press: (index: number, button: HTMLElement | undefined) => void press(index, button),
      open: (url: string) => {
        if (!follow(url)) window.open(url, '_blank', 'noopener');
      },
      more: (actions: readonly Action[], opener: HTMLElement) => {
        const [at, around] = [opener.getBoundingClientRect(), element.getBoundingClientRect()];
        setMore({ actions, opener, left: at.left - around.left, top: at.bottom - around.top });
      },
    };
    const ids = [personId, chat.people.get(personId)?.aadObjectId ?? ''];
    const reader = { ids, zone, values: shown.values, people: [...chat.people.values()] };
    for (const card of shown.cards) drawn.push(drawCard(cardForReader(card, reader), events));
    const focused = element.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
    element.replaceChildren(...drawn.map((card) => card.element));
    setMore(undefined);
    if (focused !== undefined) refocus(element, focused);
  }, [cards, personId]);

  return (
    <div className="cards">
      <div ref={box} tabIndex={-1} />
      {more && (
        <span className="menu floating" style={{ left: more.left, top: more.top }}>
          <MenuList
            label="More actions"
            opener={more.opener}
            items={more.actions.map((action) => ({
              key: action.id ?? '',
              label: action.title ?? '',
              onPick: () => action.execute(),
            }))}
            onClose={() => setMore(undefined)}
          />
        </span>
      )}
    </div>
  );
};

const nameOf = (element: Element | null): string => (element as HTMLElement | null)?.dataset.action ?? '';

/** Whoever stood on a button that was drawn anew stands on it again, else on the card. */
const refocus = (box: HTMLElement, name: string): void => {
  const same = box.querySelector<HTMLElement>(`[data-action="${CSS.escape(name)}"]`);
  (same ?? box).focus({ preventScroll: true });
};
