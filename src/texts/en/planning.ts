import type { Meaning, WordFault } from '../../series/words/plan-words.ts';
import type { Mode } from '../../session/session.ts';
import { clock, counted, day, dayAfter, inWords, listed, weekday } from '../calendar.ts';
import { emphasis, type Line, say, strong } from '../line.ts';
import { phaseTitles, time } from './phrases.ts';

/** The planning form and what it says. */
export const planning = {
  title: 'Plan a session',
  planIt: 'Plan it',
  what: 'What?',
  readyToRun: 'Ready to run',
  patterns: 'Patterns to fill in',
  called: 'Called',
  when: 'When?',
  howOften: 'How often?',
  once: 'Just once',
  itsSeries: (sessions: number, days: readonly number[]) =>
    `Its series: ${sessions} sessions, ${days.map(weekday).join(' + ')}`,
  otherRhythm: 'Another rhythm…',
  onDays: 'On which days?',
  every: 'Every how many weeks?',
  everyWeeks: (weeks: number) => (weeks === 1 ? 'Every week' : `Every ${inWords(weeks)} weeks`),
  howMany: 'How many sessions?',
  endless: 'Without end',
  untilDay: (lastDay: string) => `Until ${lastDay}`,
  understood: (meanings: readonly string[]) => `Understood: ${meanings.join(' · ')}`,
  notUnderstood: (words: string, why: string) => `Not understood: "${words}" (${why})`,
  moreNotUnderstood: (count: number) =>
    `And ${counted(count, 'more thing', 'more things')} that I did not understand.`,
  meaning: (as: Meaning, dayOf: (date: string) => string): string => {
    switch (as.kind) {
      case 'title':
        return `"${as.title}"`;
      case 'date':
        return dayOf(as.date);
      case 'time':
        return `at ${as.time}`;
      case 'days':
        return `${listed(as.days.map(weekday))}${as.everyWeeks && as.everyWeeks > 1 ? ` every ${inWords(as.everyWeeks)} weeks` : ''}`;
      case 'not-days':
        return `not ${listed(as.days.map(weekday))}`;
      case 'every-weeks':
        return as.everyWeeks === 1 ? 'every week' : `every ${inWords(as.everyWeeks)} weeks`;
      case 'from':
        return `from ${dayOf(as.date)}`;
      case 'until':
        return `until ${dayOf(as.date)}`;
      case 'count':
        return counted(as.count, 'session', 'sessions');
      case 'weeks-long':
        return `for ${counted(as.weeks, 'week', 'weeks')}`;
      case 'endless':
        return 'without end';
      case 'once':
        return 'once';
    }
  },
  wordFaults: {
    'impossible-date': 'there is no such day',
    'impossible-time': 'there is no such time',
    'impossible-count': 'so many sessions cannot be',
    'impossible-rhythm': 'so many weeks apart cannot be',
    'unknown-rhythm': 'a series meets on weekdays, every one or more weeks',
    'ambiguous-date': 'this may be two different days',
    'ambiguous-time': 'in the morning or in the afternoon?',
    'past-date': 'this day is over',
    'far-date': 'this is more than five years ahead',
    'two-titles': 'one name is enough',
    'two-dates': 'one first day is enough',
    'two-times': 'one time is enough',
    'two-rhythms': 'one rhythm is enough',
    'two-ends': 'one end is enough',
    'count-and-until': 'either a number of sessions or a last day',
    'until-before-start': 'the last day is before the first',
    'weekday-and-date': 'this date is another weekday',
    'once-and-repeated': 'either once or repeated',
    'no-days-left': 'no day is left',
    'time-zone': 'the zone stands under People and place',
    'unknown-words': 'I do not know what this means',
  } satisfies Record<WordFault, string>,
  gapsTitle: 'Fill in the gaps',
  useWhen: (title: string, when: string): Line => say`${strong(title)}. Use it: ${when}`,
  aLineEach: 'A line each.',
  gapsToFill: (): Line => say`A pattern has gaps: a few words of yours make a session of it.`,
  hours: (days: readonly string[], from: string, to: string) => `${listed(days)}, ${from}–${to}`,
  outside: (hours: string) => `Outside the working hours (${hours})`,
  outsideYes: 'Plan it all the same',
  preview: (dates: readonly Date[], zone: string, more: number | 'endless'): string => {
    const days = dates.map((date, index) => {
      const text = dayAfter(date, dates[index - 1], zone);
      return index === 0 ? `${text} ${clock(date, zone)}` : text;
    });
    if (more === 'endless') return `${days.join(' · ')} · and so on`;
    return days.join(' · ') + (more > 0 ? ` · and ${more} more` : '');
  },
  places: (city: string, own: { city: string; time: string } | undefined) =>
    own ? `(${city}; ${own.city} ${own.time})` : `(${city})`,
  phases: (title: string, summaries: readonly string[]): readonly Line[] =>
    ([1, 2, 3, 4] as const).map(
      (phase) => say`${String(phase)} ${emphasis(phaseTitles[phase])}: ${summaries[phase - 1] ?? title}`,
    ),
  greyLine: (you: boolean, lead: string, where: string, names: boolean) =>
    `${you ? 'You lead' : `${lead} leads`} · ${where} · those who tap are called · answers ${names ? 'with' : 'without'} names · late answers 24 h`,
  modeWords: {
    online: 'in the thread',
    room: 'in the room',
    'self-paced': "in the thread, at everybody's own pace",
  } satisfies Record<Mode, string>,
  bigChannel: (members: number) => `This channel has ${members} members; sessions suit 3–12 people.`,
  takenUp: (leftAt: Date, zone: string): Line =>
    say`Your draft of ${day(leftAt, zone)}, ${time(leftAt, zone)}.`,
  addMe: (): Line =>
    say`${strong('Add me first')}: type ${strong('/invite @Microtraining')} in the channel. What you typed is kept.`,
  inChat: (): readonly Line[] => [
    say`${strong('Sessions live in channels')}, where the team can see them.`,
    say`Go to your team's channel and type ${strong('/microtraining schedule')} there. Where I am missing, ${strong('/invite @Microtraining')} brings me in.`,
  ],
  stillNotHere: (): Line => say`I'm still not in the channel.`,
  planned: (): Line => say`Planned.`,
  faults: {
    past: 'This time is over. Choose one in the future.',
    overlap: (title: string, free: string) => `"${title}" is on then. The next free time is ${free}.`,
    crowd: (most: number, free: readonly Date[], zone: string) =>
      `${counted(most, 'session', 'sessions')} of your workspace ${most === 1 ? 'starts' : 'start'} then, and no more can start on time. Free: ${listed(free.map((start) => clock(start, zone)))}.`,
    noTitle: 'Give it a name.',
    longTitle: (most: number) => `This name is too long: at most ${most} characters, please.`,
    noDays: 'Choose at least one day.',
    noZone: 'This time zone does not exist. Write it like Europe/Berlin.',
    noLead: 'Choose who leads.',
    somebody: 'This person',
    leadCannot: (name: string) =>
      `${name} cannot lead: guests, apps and people of other organisations do not. Choose a member.`,
    leadNotHere: (name: string) =>
      `${name} is not in the channel. Invite them first, or choose somebody else under People and place.`,
    call: 'This is no https address.',
    skip: (words: readonly string[]) =>
      `I don't understand: ${words.join(', ')}. Write days like 24 Dec - 2 Jan.`,
    gaps: 'Fill in the gaps of this pattern first.',
    gap: {
      missing: 'A few words are needed here.',
      'too-long': (by: number) => `${counted(by, 'character', 'characters')} too long for where it is used.`,
      'too-many': (by: number) => `${counted(by, 'line', 'lines')} too many.`,
      'too-few': (by: number) => `${counted(by, 'line', 'lines')} more, please.`,
      repeated: () => 'Two buttons would say the same.',
    },
    options: 'Write two to five lines, each at most 40 characters.',
    right: (options: number) => `Write a number from 1 to ${options}.`,
  },
  questions: {
    title: 'Questions',
    of: (title: string): Line =>
      say`What people see in ${strong(title)}. Everything is filled in; change what you like.`,
    goal: 'After this you can …',
    activeStart: '1 · Question',
    material: '1 · Material (a line each)',
    options: '1 · Buttons (a line each)',
    task: '2 · Task',
    discussion: '3 · Question to discuss',
    situation: '3 · Check: situation',
    check: '3 · Check: question',
    checkOptions: '3 · Check: buttons (a line each)',
    right: '3 · Which one is right? (its number)',
    answer: '3 · The right answer',
    reason: '3 · The reason',
    stem: '4 · Plan: "… I will"',
    plans: '4 · Plans to choose from (a line each)',
    recap: (answer: string) => `chose the right answer: ${answer}`,
  },
  people: {
    title: 'People and place',
    lead: 'Who leads?',
    coLead: 'Who else may lead?',
    mode: 'How is it held?',
    modes: {
      online: 'In the thread, or in a call',
      room: 'Together in a room: phones only for taps',
      'self-paced': "At everybody's own pace, within some hours a phase",
    } satisfies Record<Mode, string>,
    call: 'Link to the call',
    callHint: 'An https address; it stands on the card.',
    window: "At one's own pace: each phase stays open for",
    windowOption: (hours: number) => (hours === 24 ? 'a day' : counted(hours, 'hour', 'hours')),
    reminder: 'Card and desk appear',
    reminderOption: (before: number) => `${before} minutes before`,
    zone: 'Time zone',
    zoneHint: 'A city of it: Europe/Berlin.',
    skip: 'Days without a session',
    skipHint: 'A line each: 24 Dec - 2 Jan, 1 May. Days that the channel leaves out are left out anyway.',
  },
};
