import type { Line } from './line.ts';
import { plain } from './plain.ts';

/** What is there to look at: words or numbers beside it say the same. */
const decoration = /(?:[●○▇★→⚠]\uFE0F?\s*)+/gu;
const endOfSentence = /[.!?…:]["”)]?$/;

/** Lines as sentences for banners and screen readers: what only the eye needs is left out. */
export const spoken = (...lines: readonly Line[]): string =>
  lines
    .map((line) => plain(line).replaceAll(decoration, '').replaceAll(' · ', ', ').trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (endOfSentence.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
