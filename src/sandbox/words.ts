import type { Templates } from '../templates/ready-session.ts';
import type { Word } from './page/protocol.ts';

/** What can be typed after `/microtraining`, with the titles of what is ready to run. */
export const wordsFor = ({ sessions }: Templates): Word[] => [
  { text: 'schedule', does: 'plan a session or a series, by a form' },
  { text: 'list', does: 'what is planned in this channel' },
  { text: 'settings', does: 'how this channel wants its sessions' },
  { text: 'privacy', does: 'what is stored about you: see it, export it, delete it' },
  { text: 'help', does: 'what this is, in four lines' },
  ...sessions.map(({ title }) => ({ text: `start "${title}"`, does: 'begin it now' })),
  ...sessions.map(({ title }) => ({ text: `schedule "${title}"`, does: 'plan it: the form, filled in' })),
];
