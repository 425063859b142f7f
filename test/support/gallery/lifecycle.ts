import { card } from '../../../src/messages/card.ts';
import { type ChannelClosedView, channelClosed } from '../../../src/messages/channel-closed.ts';
import { desk } from '../../../src/messages/desk.ts';
import { type LeadLeftView, leadLeft } from '../../../src/messages/lead-left.ts';
import { plainNote } from '../../../src/messages/notes.ts';
import { en as texts } from '../../../src/texts/en.ts';
import { at, having } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import { lead, running, type Sample, seriesId, viewOf, zone } from './sample.ts';

/** What is said when a lead leaves, or when a channel is closed to the bot. */
export const lifecycle = (sample: Sample): Entry[] => {
  const about = { series: seriesId, title: sample.seriesTitle, zone, leadName: sample.leadName };
  const left = (view: LeadLeftView) => leadLeft(texts, view);
  const closed = (more: Partial<ChannelClosedView> = {}) =>
    channelClosed(texts, {
      channelName: sample.channelName,
      why: 'bot-removed',
      waiting: [sample.seriesTitle, sample.title],
      brokenOff: [],
      ...more,
    });
  const brokenOff = having(running(sample, '10:05'), { type: 'break-off', now: at('10:05') });
  const many = Array.from({ length: 12 }, () => sample.seriesTitle);
  return [
    ...entries('lead left', sample, {
      'the series pauses': left({ ...about, state: 'waits', startsAt: undefined }),
      'a single session': left({ ...about, state: 'waits', startsAt: at('10:00') }),
      'somebody leads': left({ ...about, state: 'led', nextAt: at('10:00') }),
      'somebody leads, paused': left({ ...about, state: 'led', nextAt: undefined }),
      over: left({ ...about, state: 'over' }),
      'to the new lead': plainNote(
        texts,
        texts.leadLeft.youLead(sample.seriesTitle),
        texts.leadLeft.next(at('10:00'), zone),
      ),
    }),
    ...entries('channel closed', sample, {
      'the bot was removed': closed(),
      archived: closed({ why: 'channel-archived' }),
      gone: closed({ why: 'channel-gone' }),
      'a session was broken off': closed({ waiting: [], brokenOff: [sample.title] }),
      'broken off, and more waits': closed({ brokenOff: [sample.title] }),
      'many wait': closed({ waiting: many }),
    }),
    ...entries('broken off', sample, {
      card: card(texts, viewOf(sample, brokenOff), at('10:06')),
      desk: desk(texts, viewOf(sample, brokenOff), lead, at('10:06')),
    }),
  ];
};
