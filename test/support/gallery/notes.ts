import type { Message } from '../../../src/messages/message.ts';
import {
  checkOpened,
  checkSaved,
  confidenceAfterSaved,
  confidenceBeforeSaved,
  joined,
  listSaved,
  noteWithButtons,
  over,
  plainNote,
  planSaved,
  warmUpSaved,
} from '../../../src/messages/notes.ts';
import { en as texts } from '../../../src/texts/en.ts';
import type { Line } from '../../../src/texts/line.ts';
import { at, tick } from '../build-session.ts';
import { type Entry, entries } from './entry.ts';
import {
  adHocSession,
  recap,
  running,
  type Sample,
  seriesId,
  sessionId,
  sessionOf,
  viewOf,
  zone,
} from './sample.ts';

const plain = (...lines: readonly Line[]): Message => plainNote(texts, ...lines);

/** What only one person sees. */
export const notes = (sample: Sample): Entry[] => {
  const { content } = sample;
  const phase = (time: string) => viewOf(sample, running(sample, time));
  const adHoc = viewOf(sample, adHocSession(tick(at('10:00')), tick(at('10:14'))));
  const wrong = content.feedback.check.right === 1 ? 2 : 1;
  const undo = { label: texts.buttons.undo, does: { do: 'count-me-out', series: seriesId } as const };
  const done = viewOf(sample, running(sample, '10:15'));
  return [
    ...entries('note', sample, {
      'warm-up saved': warmUpSaved(texts, phase('10:01'), 1, true),
      'warm-up saved, nothing to rate': warmUpSaved(texts, phase('10:01'), 2, false),
      'confidence before': confidenceBeforeSaved(texts, phase('10:01'), 1, 3),
      'confidence before, nothing chosen': confidenceBeforeSaved(texts, phase('10:01'), undefined, 3),
      'list saved': listSaved(texts, phase('10:05'), sample.lists[0]!, false),
      'list saved late': listSaved(texts, phase('10:10'), sample.lists[0]!, true),
      'check saved': checkSaved(texts, phase('10:10'), content.feedback.check.right),
      'check opened, right': checkOpened(texts, phase('10:12'), content.feedback.check.right),
      'check opened, wrong': checkOpened(texts, phase('10:12'), wrong),
      'plan saved': planSaved(texts, phase('10:14'), content.conclusion.plans[1]!, false),
      'plan saved in own words': planSaved(texts, phase('10:14'), sample.plan, false),
      'plan saved late': planSaved(texts, done, sample.plan, true),
      'plan saved, ad hoc': planSaved(texts, adHoc, content.conclusion.plans[0]!, false),
      'reflection saved, ad hoc': planSaved(texts, adHoc, sample.plan, false),
      'confidence after': confidenceAfterSaved(texts, phase('10:14')),
      'joined in phase 1': joined(texts, phase('10:01')),
      'joined in phase 2': joined(texts, phase('10:05')),
      'joined in phase 3': joined(texts, phase('10:10')),
      'joined in phase 4': joined(texts, phase('10:14')),
      'joined in writing': joined(
        texts,
        viewOf(
          sample,
          running(sample, '10:05', {
            type: 'continue-in-writing',
            untilAt: at('10:00', 1),
            now: at('10:04'),
          }),
        ),
      ),
      'in before the start': joined(texts, viewOf(sample, sessionOf(sample))),
      over: over(texts, { ...done, recap }),
      'over, no recap yet': over(texts, done),
      'counted in for all': noteWithButtons(texts, [texts.signedUp.all(6, at('10:00'), zone)], [undo]),
      planned: noteWithButtons(
        texts,
        [texts.planning.planned()],
        [
          { label: texts.buttons.seeAsParticipant, does: { do: 'look-through', session: sessionId } },
          { label: texts.buttons.questions, does: { do: 'edit-questions', session: sessionId } },
        ],
      ),
      'session begun': plain(texts.start.begun(sample.title)),
      'another one is running': plain(texts.start.busy(sample.title)),
    }),
    ...(sample.name === 'typical' ? fixedNotes(sample) : []),
  ];
};

/** Notes that nobody's words come into. */
const fixedNotes = (sample: Sample): Entry[] => [
  ...entries('note', sample, {
    'nothing to add': plain(texts.note.nothingToAdd()),
    'counted in for the only one': plain(texts.signedUp.all(1, at('10:00'), zone)),
    'counted in for the rest': plain(texts.signedUp.next(4, at('10:00'), zone)),
    'counted in for the first one': plain(texts.signedUp.first(at('10:00'), zone)),
    'counted out': plain(texts.signedUp.out()),
    'series over': plain(texts.signedUp.over()),
    'not this time': plain(texts.signedUp.notThisTime()),
    'not for this series': plain(texts.signedUp.doNotCall()),
    'what is this': plain(...texts.announcement.about(false)),
    parked: plain(texts.note.parked()),
    'parked late': plain(texts.note.parkedLate()),
    known: plain(texts.note.known()),
    done: plain(texts.note.done()),
    'minutes per phase': plain(
      ...texts.note.minutes([texts.note.minutesRow(1, 3, 3), texts.note.minutesRow(2, 6, 1)]),
    ),
    'too many stars': plain(texts.desk.tooManyStars()),
    'the bot is not here': plain(texts.planning.addMe()),
    'not saved': plain([texts.notSaved]),
    'perhaps not saved': plain([texts.perhapsSaved]),
  }),
  ...entries(
    'refusal',
    sample,
    Object.fromEntries(Object.entries(texts.refusals).map(([code, sentence]) => [code, plain([sentence])])),
  ),
];
