import { counted, day, inWords } from '../calendar.ts';
import { type Line, say, strong } from '../line.ts';
import { are, byWhom, rhythm, time } from './phrases.ts';

/** Lists, settings, the Home tab, and what becomes of a series. */
export const keeping = {
  list: {
    push: (channel: string, coming: number, first: string) =>
      coming === 0
        ? `Nothing is coming in #${channel}. What did not take place, and what goes on, stands below.`
        : `Coming in #${channel}: ${counted(coming, 'session', 'sessions')}. First: ${first}`,
    empty: (): Line => say`Nothing is planned in this channel yet.`,
    heading: (channel: string): Line => [strong(`Coming in #${channel}`)],
    session: (title: string, startsAt: Date, zone: string, lead: string, peopleIn: number): Line =>
      say`${strong(title)} · ${day(startsAt, zone)}, ${time(startsAt, zone)} · with ${lead}${peopleIn > 0 ? ` · ${are(peopleIn)}` : ''}`,
    running: (title: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · running until ${time(endsAt, zone)}`,
    onHold: (title: string, lead: string): Line => say`${strong(title)} · paused · with ${lead}`,
    missedHeading: (): Line => [strong('Did not take place')],
    missed: (title: string, startsAt: Date, zone: string, lead: string): Line =>
      say`${strong(title)} · ${day(startsAt, zone)}, ${time(startsAt, zone)} · with ${lead}`,
    seriesHeading: (): Line => [strong('Series')],
    series: (
      title: string,
      days: readonly number[],
      everyWeeks: number,
      next: Date | undefined,
      zone: string,
    ): Line =>
      next
        ? say`${strong(title)} · ${rhythm(days, everyWeeks)} at ${time(next, zone)}`
        : say`${strong(title)} · ${rhythm(days, everyWeeks)}`,
    single: (title: string): Line => [strong(title)],
    left: (left: number, total: number): Line => say`${String(left)} of ${String(total)} to come`,
    goesOn: (): Line => say`goes on until somebody ends it`,
    paused: (by: string | undefined): Line => say`paused${byWhom(by)}`,
  },

  settings: {
    title: 'Settings',
    of: (channel: string): Line =>
      say`For ${strong(`#${channel}`)}. What is planned already keeps its dates.`,
    style: 'What the channel itself shows',
    styles: {
      normal: 'Card and recap',
      quiet: 'Only the card; the recap stays in the thread',
      loud: 'Card, start and recap',
    },
    names: 'Answers in the thread',
    namesShown: 'Show names beside what people write',
    namesHint: 'From the next session on; people are told before they write. Choices are only counted.',
    days: 'Working days',
    daysHint: 'Whoever plans outside these days and hours is asked once more.',
    from: 'From',
    to: 'To',
    skip: 'Days without a session',
    skipHint: 'A line each: 24 Dec - 2 Jan, 1 May.',
    planners: 'Who may plan here',
    plannerWords: { members: 'Every member', leads: 'Only the leads named below, and admins' },
    leads: 'Leads who may plan',
    leadsHint: 'Counts only where leads alone may plan. What people lead already stays theirs.',
    outsiders: 'People of other organisations',
    outsidersMay: 'May take part and answer in this channel, where it is shared with them',
    rightsNow: (planners: 'members' | 'leads', outsiders: boolean): readonly Line[] => [
      planners === 'members'
        ? say`Every member may plan here; an admin can leave that to named leads.`
        : say`Only leads whom an admin named may plan here.`,
      outsiders
        ? say`People of other organisations may take part where the channel is shared with them.`
        : say`People of other organisations do not take part; an admin can change that.`,
    ],
    keep: 'What people wrote and did is kept for',
    keepHint: 'In the whole workspace, from the end of a session on. What stands in the channel stays there.',
    months: (count: number) => counted(count, 'month', 'months'),
    noLeads: 'Name at least one lead, or let every member plan.',
    saved: (): Line => say`Saved. It counts from the next message on, names from the next session on.`,
  },

  home: {
    mine: (): Line => [strong('My next sessions')],
    led: (): Line => [strong('What I lead')],
    planned: (): Line => [strong('What I planned')],
    session: (
      title: string,
      channel: string,
      startsAt: Date,
      zone: string,
      lead: string,
      peopleIn: number,
    ): Line =>
      say`${strong(title)} · ${day(startsAt, zone)}, ${time(startsAt, zone)} · #${channel} · with ${lead}${peopleIn > 0 ? ` · ${are(peopleIn)}` : ''}`,
    running: (title: string, channel: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · running until ${time(endsAt, zone)} · #${channel}`,
    series: (
      title: string,
      channel: string,
      left: number,
      total: number,
      nextAt: Date | undefined,
      zone: string,
    ): Line => [
      ...say`${strong(title)} · #${channel}`,
      ...(total > 1 ? say` · ${String(left)} of ${String(total)} sessions to come` : []),
      ...(nextAt ? say` · ${total > 1 ? 'next ' : ''}${day(nextAt, zone)}, ${time(nextAt, zone)}` : []),
    ],
    paused: (title: string, channel: string, left: number, total: number): Line =>
      say`${strong(title)} · #${channel} · ${String(left)} of ${String(total)} sessions to come · paused`,
    empty: (): Line => say`Nothing is coming up for you yet.`,
    howTo: (): Line =>
      say`To plan a session, type /microtraining schedule in a channel. To be called, tap Count me in under an announcement, or I'm in under a session.`,
  },

  keeping: {
    skip: {
      title: 'Skip this date?',
      ask: (title: string, startsAt: Date, zone: string, later: number): Line =>
        say`On ${day(startsAt, zone)} nothing is held. ${strong(title)} ${later === 0 ? 'moves' : `and the ${later === 1 ? 'one' : inWords(later)} after it move`} one meeting later, so that nothing is lost.`,
      yes: 'Skip it',
      no: 'Keep the date',
      done: (skipped: Date, title: string, startsAt: Date, zone: string): Line =>
        say`${day(skipped, zone)} is skipped. ${strong(title)} is on ${day(startsAt, zone)}, ${time(startsAt, zone)} now.`,
    },
    cancel: {
      title: 'Cancel the session?',
      ask: (title: string, startsAt: Date, zone: string): Line =>
        say`${strong(title)} on ${day(startsAt, zone)}, ${time(startsAt, zone)}, does not take place, and its content is left out. Nobody is called.`,
      drop: (title: string) => `${title} can't be started or moved any more.`,
      yes: 'Cancel it',
      no: 'Keep it',
      done: (title: string): Line => say`${strong(title)} is cancelled. Nobody was called.`,
    },
    end: {
      title: 'End the series?',
      ask: (title: string, left: number): Line =>
        say`${strong(title)} ends: ${counted(left, 'planned session is', 'planned sessions are')} cancelled. What was held stays as it is.`,
      yes: 'End it',
      no: 'Let it go on',
      done: (title: string, cancelled: number): Line =>
        say`${strong(title)} is ended, ${counted(cancelled, 'session was', 'sessions were')} cancelled.`,
    },
    paused: (title: string, held: number): Line =>
      say`${strong(title)} is paused: ${counted(held, 'session waits', 'sessions wait')}. Resume it, and ${held === 1 ? 'it gets' : 'they get'} the next dates from then on.`,
    resumed: (title: string, next: Date, zone: string): Line =>
      say`${strong(title)} goes on: next on ${day(next, zone)}, ${time(next, zone)}.`,
    resumedWithout: (title: string): Line => say`${strong(title)} goes on.`,
  },
};
