import { localParts } from '../series/local-time.ts';
import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import type { Form } from './form.ts';
import type { Press } from './message.ts';
import type { SessionView } from './session-view.ts';

/** What is asked before something planned is lost. */

type Words = { title: string; yes: string; no: string };

const asked = (does: Form['does'], { title, yes, no }: Words, line: Line): Form => ({
  does,
  title,
  send: yes,
  close: no,
  parts: [{ kind: 'text', lines: [line] }],
});

/** @param later how many sessions of the series come after it and move with it */
export const skipForm = (texts: Texts, { id, title, session, zone }: SessionView, later: number): Form => {
  const { skip } = texts.keeping;
  const { date } = localParts(session.plan.startsAt, zone);
  return asked(
    { do: 'skip-date', session: id, date },
    skip,
    skip.ask(title, session.plan.startsAt, zone, later),
  );
};

export const cancelForm = (texts: Texts, { id, title, session, zone }: SessionView): Form => {
  const { cancel } = texts.keeping;
  return asked({ do: 'cancel-session', session: id }, cancel, cancel.ask(title, session.plan.startsAt, zone));
};

/** @param left how many of its sessions are planned */
export const endForm = (texts: Texts, series: { id: string; title: string }, left: number): Form => {
  const { end } = texts.keeping;
  return asked({ do: 'end-series', series: series.id }, end, end.ask(series.title, left));
};

/** Cancels a session that did not take place, from where it can still be started or moved. */
export const dropIt = (texts: Texts, { id, title }: { id: string; title: string }): Press => {
  const { cancel } = texts.keeping;
  return {
    label: texts.buttons.dropIt,
    does: { do: 'cancel-session', session: id },
    confirm: { title: cancel.title, text: cancel.drop(title), yes: cancel.yes, no: cancel.no },
  };
};
