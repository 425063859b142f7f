import type { FormWords } from '../../src/teams/render-field.ts';

/** What Teams' forms need to be said besides what the forms themselves say. */
export const formWords: FormWords = {
  goOn: 'Go on',
  missing: (label) => `“${label}” is needed.`,
  day: (label) => `${label} The day`,
  time: (label) => `${label} The time`,
};
