import { later, minute, type PhaseNumber } from '../../session/rules.ts';
import { capitalised, clock, counted, day, dayAndClock, inWords, listed, weekday } from '../calendar.ts';
import { type Line, say, strong } from '../line.ts';
import { dayAndTime, phaseTitles, progressDots, rhythm, shownHow, time, withNames } from './phrases.ts';

/** What is said otherwise where phases are open for hours: windows, no minutes, nothing spoken (`paced.ts`). */
export const selfPaced = {
  /** In the place of what a lead would say to people who sit together. */
  cue: (): Line =>
    say`Everybody answers when it suits them. Look in now and then, thank who wrote, and ask back in the thread.`,
  calendar: { endClock: dayAndClock },
  announcement: {
    push: (title: string, sessions: number, when: string) =>
      sessions === 1
        ? `${title}: from ${when} on, when it suits you. Tap once to be called.`
        : `${title}: ${sessions} sessions, from ${when} on, when it suits you. Tap once to be called.`,
    pushContinuous: (title: string, when: string) =>
      `${title}: again and again, from ${when} on, when it suits you. Tap once to be called.`,
    once: (title: string, _length: number, startsAt: Date, zone: string): Line =>
      say`${strong(title)} · when it suits you · from ${day(startsAt, zone)}, ${time(startsAt, zone)} on`,
    series: (
      title: string,
      sessions: number,
      _length: number,
      days: readonly number[],
      first: Date,
      zone: string,
    ): Line =>
      say`${strong(title)} · ${String(sessions)} sessions, when it suits you · ${listed(days.map(weekday))} from ${time(first, zone)} on, first on ${day(first, zone)}`,
    continuous: (
      title: string,
      _length: number,
      days: readonly number[],
      everyWeeks: number,
      first: Date,
      zone: string,
    ): Line =>
      say`${strong(title)} · when it suits you · ${rhythm(days, everyWeeks)} from ${time(first, zone)} on, first on ${day(first, zone)}`,
  },
  card: {
    push: (title: string, startsAt: Date, zone: string, length: number) =>
      `${title} starts at ${clock(startsAt, zone)} and is open until ${dayAndClock(later(startsAt, length * minute), zone)}. Tap I'm in to be called.`,
    planned: (title: string, startsAt: Date, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · open from ${day(startsAt, zone)}, ${time(startsAt, zone)} to ${day(endsAt, zone)}, ${time(endsAt, zone)}`,
    running: (title: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · open until ${dayAndTime(endsAt, zone)}`,
    progress: (phase: PhaseNumber, endsAt: Date, zone: string): Line =>
      say`${progressDots(phase)} ${phaseTitles[phase]} until ${dayAndTime(endsAt, zone)}`,
  },
  prompt: {
    heading: (phase: PhaseNumber, endsAt: Date, zone: string): Line =>
      say`${strong(`${phase} · ${phaseTitles[phase]}`)} open until ${dayAndTime(endsAt, zone)}`,
    shownAt: (at: Date, zone: string): Line =>
      say`Shown without names on ${dayAndTime(at, zone)} at the latest.`,
    sayAloud: (count: number): Line =>
      count === 0
        ? say`No answers yet: write yours below.`
        : say`${capitalised(inWords(count))} ${count === 1 ? 'answer: write it' : 'answers: write them'} below.`,
    listsAt: (many: string, named: boolean, at: Date, zone: string): Line =>
      say`${capitalised(many)} are shown ${withNames(named)} on ${dayAndTime(at, zone)}.`,
    yourLists: (count: number, one: string, many: string): Line =>
      count === 0
        ? say`No ${many} yet: write what you have below.`
        : say`Your ${count === 1 ? one : counted(count, one, many)}:`,
    discuss: (question: string): Line => say`${strong(question)} Write it below.`,
    answerAt: (at: Date, zone: string): Line => say`Answer shown on ${dayAndTime(at, zone)} at the latest.`,
    keep: (lead: string | undefined): Line =>
      lead
        ? say`What do we keep, and where? Write it below; ${lead} sums it up.`
        : say`What do we keep, and where? Write it below.`,
  },
  note: {
    allForNow: (what: string, rating: number, until: Date, zone: string): Line =>
      say`Saved: ${what}, confidence ${String(rating)}. That's all until ${dayAndTime(until, zone)}.`,
    joined: (phase: PhaseNumber, until: Date, zone: string): Line =>
      say`You're in. Phase ${String(phase)} is open until ${dayAndTime(until, zone)}.`,
  },
  forms: {
    listHint: (named: boolean, at: string) => `${shownHow(named)} on ${at}. Sent later, it still counts.`,
  },
  recap: {
    heading: (title: string, tookPart: number): Line =>
      say`${strong(title)} · ${String(tookPart)} took part, each when it suited them`,
  },
  desk: {
    heading: (phase: PhaseNumber, endsAt: Date, zone: string): Line =>
      say`${strong(`${phase} · ${phaseTitles[phase]}`)} open until ${dayAndTime(endsAt, zone)}`,
    done: (): Line => say`Done. One tap: which phase would you change?`,
  },
  list: {
    running: (title: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · open until ${dayAndTime(endsAt, zone)}`,
  },
  home: {
    running: (title: string, channel: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · open until ${dayAndTime(endsAt, zone)} · #${channel}`,
  },
};
