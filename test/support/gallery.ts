import { channelMessages } from './gallery/channel-messages.ts';
import type { Entry } from './gallery/entry.ts';
import { planningForms, sessionForms } from './gallery/forms.ts';
import { lifecycle } from './gallery/lifecycle.ts';
import { modes } from './gallery/modes.ts';
import { notes } from './gallery/notes.ts';
import { ownData } from './gallery/own-data.ts';
import { samples } from './gallery/sample.ts';
import { cards, desks, prompts, recaps } from './gallery/session-messages.ts';
import { settings } from './gallery/settings.ts';

/** Everything that the bot says or asks, in every state, with every sample (architecture rule 8). */
export const gallery: readonly Entry[] = samples.flatMap((sample) => [
  ...channelMessages(sample),
  ...cards(sample),
  ...prompts(sample),
  ...desks(sample),
  ...recaps(sample),
  ...notes(sample),
  ...sessionForms(sample),
  ...planningForms(sample),
  ...modes(sample),
  ...settings(sample),
  ...ownData(sample),
  ...lifecycle(sample),
]);
