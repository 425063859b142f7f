import { createContext, useContext } from 'react';

/** Who reads. */
export type Reader = {
  personId: string;
  zone: string;
  now: Date;
  nameOf(personId: string): string;
  placeNameOf(placeId: string): string;
  people: readonly { id: string; name: string }[];
};

export const ReaderContext = createContext<Reader | undefined>(undefined);

export const useReader = (): Reader => {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('nobody reads here');
  return reader;
};
