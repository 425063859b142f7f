import { createContext } from 'react';

/** What parts of a person's screen ask of it. */
export type ScreenActions = {
  /** Goes to the message that an address of this platform names. @returns false where it names none */
  follow(url: string): boolean;
  /** Shows what went wrong. */
  trouble(text: string): void;
  /** Shows what the platform says. */
  notice(text: string): void;
};

export const ScreenContext = createContext<ScreenActions>({
  follow: () => false,
  trouble: () => {},
  notice: () => {},
});
