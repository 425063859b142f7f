import { isSelfPaced } from '../session/pace.ts';
import type { Plan } from '../session/session.ts';
import type { Texts } from './en.ts';

/** The words for sessions of this pace: where phases are open for hours, windows stand in the place of minutes. */
export const pacedTexts = (texts: Texts, plan: Pick<Plan, 'mode'>): Texts => {
  if (!isSelfPaced(plan)) return texts;
  const { selfPaced } = texts;
  return {
    ...texts,
    calendar: { ...texts.calendar, ...selfPaced.calendar },
    announcement: { ...texts.announcement, ...selfPaced.announcement },
    card: { ...texts.card, ...selfPaced.card },
    prompt: { ...texts.prompt, ...selfPaced.prompt },
    note: { ...texts.note, ...selfPaced.note },
    forms: { ...texts.forms, ...selfPaced.forms },
    recap: { ...texts.recap, ...selfPaced.recap },
    desk: { ...texts.desk, ...selfPaced.desk },
    list: { ...texts.list, ...selfPaced.list },
    home: { ...texts.home, ...selfPaced.home },
  };
};
