import { useCallback, useEffect, useRef, useState } from 'react';

/** So near the end counts as being there. */
const nearPx = 60;

/**
 * Keeps a scrolling box at its end while its reader is there, whatever makes the content longer or the box smaller.
 * @param last names the last entry; another one shows, by the returned `atEnd`, that there is more below
 */
export const useEnd = (last: string | undefined) => {
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const stays = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    stays.current = true;
    setAtEnd(true);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!element || !content.current) return;
    let heights = '';
    const measure = () => `${element.scrollHeight} ${element.clientHeight}`;
    const onScroll = () => {
      // A layout that changes scrolls, too; that is nobody's wish.
      if (measure() !== heights) return;
      stays.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
      setAtEnd(stays.current);
    };
    const observer = new ResizeObserver(() => {
      if (stays.current) element.scrollTop = element.scrollHeight;
      heights = measure();
    });
    observer.observe(element);
    observer.observe(content.current);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each new entry
  useEffect(() => {
    if (stays.current) toEnd();
  }, [last, toEnd]);

  return { box, content, atEnd, toEnd };
};
