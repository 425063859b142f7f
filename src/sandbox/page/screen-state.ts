/** What one person has on the screen. */
export type ScreenState = {
  personId: string;
  /** A channel's id, or the Home tab. */
  place: string;
  threadTs: string | undefined;
};

export const home = 'home';
export const salesChannel = 'C0SALES';

/** The visitor is Ben; the second screen is the lead's. */
export const firstScreens: readonly [ScreenState, ScreenState] = [
  { personId: 'U0BEN', place: salesChannel, threadTs: undefined },
  { personId: 'U0ANA', place: 'D0ANA', threadTs: undefined },
];

/** The chat between a person and the bot. */
export const directPlace = (personId: string): string => `D${personId.slice(1)}`;

/** The same kind of place for somebody else. */
export const placeFor = (state: ScreenState, personId: string): ScreenState => ({
  personId,
  place: state.place === directPlace(state.personId) ? directPlace(personId) : state.place,
  threadTs: state.place === directPlace(state.personId) ? undefined : state.threadTs,
});
