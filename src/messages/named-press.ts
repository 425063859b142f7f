import type { Session } from '../session/session.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import type { Link, Press } from './message.ts';

/** So much of a title leaves room for the button and the day within the 75 characters that are read out on Slack. */
const titleChars = 40;

/** A button that is read out with the session it is about: the same one stands under every entry of a list. */
export const namedPress = <One extends Press | Link>(
  texts: Texts,
  { title, session, zone }: { title: string; session: Session; zone: string },
  press: One,
): One => ({
  ...press,
  spoken: texts.spoken.about(
    press.label,
    cut(title, titleChars),
    texts.calendar.day(session.plan.startsAt, zone),
  ),
});
