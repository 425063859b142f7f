import type { Texts } from '../texts/en.ts';
import type { Line } from '../texts/line.ts';
import { spoken } from '../texts/spoken.ts';
import type { Block, Message } from './message.ts';

/** A series whose lead has left the channel, and what has become of it. */
export type LeadLeftView = {
  series: string;
  title: string;
  zone: string;
  /** Who leads it: as long as it waits, the one who has left. */
  leadName: string;
} & (
  | {
      state: 'waits';
      /** Of a single session, which keeps its date. */
      startsAt: Date | undefined;
    }
  | { state: 'led'; nextAt: Date | undefined }
  | { state: 'over' }
);

/** Told the channel once; edited when somebody has taken over. */
export const leadLeft = (texts: Texts, view: LeadLeftView): Message => {
  const lines = linesOf(texts, view);
  return {
    push: spoken(...lines),
    blocks: [{ kind: 'text', lines }, ...(view.state === 'waits' ? [takingOver(texts, view.series)] : [])],
  };
};

const linesOf = ({ leadLeft: words }: Texts, view: LeadLeftView): Line[] => {
  const { leadName, title, zone } = view;
  switch (view.state) {
    case 'waits':
      return [
        view.startsAt ? words.single(leadName, title, view.startsAt, zone) : words.pauses(leadName, title),
      ];
    case 'led':
      return [words.led(leadName, title), ...(view.nextAt ? [words.next(view.nextAt, zone)] : [])];
    case 'over':
      return [words.over(title)];
  }
};

const takingOver = ({ buttons }: Texts, series: string): Block => ({
  kind: 'actions',
  buttons: [{ label: buttons.iLead, does: { do: 'i-lead-series', series }, weight: 'main' }],
});
