import { useEffect, useState } from 'react';

/** A state that this browser remembers. */
export const useKeptState = <T>(name: string, initial: T) => {
  const [value, setValue] = useState<T>(() => {
    try {
      const kept = localStorage.getItem(name);
      return kept === null ? initial : (JSON.parse(kept) as T);
    } catch {
      return initial;
    }
  });
  useEffect(() => {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // A browser that remembers nothing still shows the page.
    }
  }, [name, value]);
  return [value, setValue] as const;
};
