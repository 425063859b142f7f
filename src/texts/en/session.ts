import type { PhaseNumber } from '../../session/rules.ts';
import type { Mode } from '../../session/session.ts';
import { capitalised, clock, counted, day, inWords, listed, weekday } from '../calendar.ts';
import { emphasis, type Line, link, type Span, say, strong } from '../line.ts';
import {
  are,
  byWhom,
  minutes,
  phaseTitles,
  phaseWords,
  progressDots,
  rhythm,
  time,
  weekdayOf,
  withNames,
} from './phrases.ts';

/** What the channel and those who take part read. */
export const session = {
  announcement: {
    push: (title: string, sessions: number, when: string) =>
      sessions === 1
        ? `${title}: 15 minutes, ${when}. Tap once to be called.`
        : `${title}: ${sessions} sessions of 15 minutes, ${when}. Tap once to be called.`,
    once: (title: string, length: number, startsAt: Date, zone: string): Line =>
      say`${strong(title)} · ${String(length)} minutes · ${day(startsAt, zone)}, ${time(startsAt, zone)}`,
    series: (
      title: string,
      sessions: number,
      length: number,
      days: readonly number[],
      first: Date,
      zone: string,
    ): Line =>
      say`${strong(title)} · ${String(sessions)} × ${String(length)} minutes · ${listed(days.map(weekday))} at ${time(first, zone)}, from ${day(first, zone)}`,
    continuous: (
      title: string,
      length: number,
      days: readonly number[],
      everyWeeks: number,
      first: Date,
      zone: string,
    ): Line =>
      say`${strong(title)} · ${String(length)} minutes · ${rhythm(days, everyWeeks)} at ${time(first, zone)}, from ${day(first, zone)} on`,
    paused: (by: string | undefined): Line => [
      emphasis(`Paused${byWhom(by)}. The next dates come when it goes on.`),
    ],
    ended: (by: string | undefined): Line => [emphasis(`Ended${byWhom(by)}.`)],
    pushOf: (title: string, state: string) => `${title}: ${state}`,
    pushContinuous: (title: string, when: string) =>
      `${title}: 15 minutes, again and again, from ${when} on. Tap once to be called.`,
    plannedBy: (planner: string, audience: string | undefined): Line =>
      say`${planner} planned this for everyone here${audience ? ` who ${audience}` : ''}. You need nothing but a minute of attention at a time.`,
    tapOnce: (sessions: number): Line =>
      sessions === 1
        ? say`Tap once and I'll call you when it starts. Don't, and you won't hear from me.`
        : say`Tap once and I'll call you when each session starts. Don't, and you won't hear from me.`,
    in: (count: number): Line => [emphasis(are(count))],
    about: (named: boolean): readonly Line[] => [
      say`${strong('Microtraining')} is learning in 15 minutes, here in the channel: an active start (3), an exercise (6), feedback and discussion (4), what's next (2).`,
      say`A colleague leads it; I keep the time and collect the answers. ${named ? 'Written answers are shown with names here; choices are only counted' : 'Answers are shown without names'}, and nobody is scored.`,
    ],
  },

  signedUp: {
    all: (sessions: number, first: Date, zone: string): Line =>
      sessions === 1
        ? say`You're in. I'll call you on ${day(first, zone)}, ${time(first, zone)}.`
        : say`You're in for all ${inWords(sessions)}. First: ${day(first, zone)}, ${time(first, zone)}.`,
    next: (sessions: number, next: Date, zone: string): Line =>
      say`You're in for the ${inWords(sessions)} to come. Next: ${day(next, zone)}, ${time(next, zone)}.`,
    endless: (next: Date, zone: string): Line =>
      say`You're in, every time. Next: ${day(next, zone)}, ${time(next, zone)}.`,
    onHold: (): Line => say`You're in. The series is paused; I'll call you when it goes on.`,
    first: (first: Date, zone: string): Line =>
      say`You're in for the first one: ${day(first, zone)}, ${time(first, zone)}.`,
    out: (): Line => say`You're out. I won't call you.`,
    over: (): Line => say`All sessions of this series are over.`,
    session: (startsAt: Date, zone: string): Line =>
      say`You're in. I'll call you on ${day(startsAt, zone)}, ${time(startsAt, zone)}.`,
    notThisTime: (): Line => say`Fine, not this time. Nobody is told.`,
    doNotCall: (): Line => say`I won't call you for this series any more.`,
  },

  card: {
    push: (title: string, startsAt: Date, zone: string, length: number) =>
      `${title} starts at ${clock(startsAt, zone)}, ${length} minutes. Tap I'm in to be called.`,
    planned: (title: string, startsAt: Date, endsAt: Date, zone: string, today: boolean): Line =>
      say`${strong(title)} · ${today ? 'today' : day(startsAt, zone)} ${time(startsAt, zone)}–${time(endsAt, zone)}`,
    ordinal: (ordinal: number, total: number): Line => say`${String(ordinal)} of ${String(total)}`,
    goal: (goal: string): Line => say`After this you can ${goal}.`,
    with: (lead: string, peopleIn: number): Line =>
      peopleIn === 0 ? say`With ${lead}` : say`With ${lead} · ${are(peopleIn)}`,
    place: (mode: Mode, call: string | undefined): Line => [
      `here in the ${mode === 'room' ? 'room' : 'thread'}${mode === 'self-paced' ? ', when it suits you' : ''}`,
      ...(call ? [' and in ', link('the call', call)] : []),
    ],
    call: (address: string): Line => [link('The call', address)],
    running: (title: string, endsAt: Date, zone: string): Line =>
      say`${strong(title)} · running until ${time(endsAt, zone)}`,
    added: (added: number): Line => say` (${String(added)} min added)`,
    progress: (phase: PhaseNumber, endsAt: Date, zone: string): Line =>
      say`${progressDots(phase)} ${phaseTitles[phase]} until ${time(endsAt, zone)}`,
    in: (count: number): Line => [are(count)],
    paused: (
      title: string,
      lead: string,
      pausedAt: Date,
      zone: string,
      left: number,
      phase: PhaseNumber,
    ): Line =>
      say`${strong(title)} · paused by ${lead} at ${time(pausedAt, zone)}, ${minutes(left)} left in the ${phaseWords[phase]}`,
    writing: (title: string, untilAt: Date, zone: string): Line =>
      say`${strong(title)} · continues in writing until ${day(untilAt, zone)}, ${time(untilAt, zone)}`,
    ending: (title: string, endedAt: Date, zone: string): Line =>
      say`${strong(title)} · done ${time(endedAt, zone)} · the recap comes in a moment`,
    done: (title: string, endedAt: Date, zone: string, tookPart: number): Line =>
      say`${strong(title)} · done ${time(endedAt, zone)} · ${String(tookPart)} took part`,
    lateUntil: (until: Date, zone: string): Line => say`late answers until tomorrow ${time(until, zone)}`,
    cancelled: (title: string, startsAt: Date, zone: string, by: string | undefined): Line =>
      say`${strong(title)} · ${day(startsAt, zone)}, ${time(startsAt, zone)} · cancelled${byWhom(by)}`,
    onHold: (title: string, by: string | undefined): Line =>
      say`${strong(title)} · the series is paused${byWhom(by)}, there is no date yet`,
    missed: (
      title: string,
      outage: { from: Date; to: Date } | undefined,
      startsAt: Date,
      zone: string,
      lead: string,
    ): Line =>
      outage
        ? say`${strong(title)} · did not start: I was not running between ${time(outage.from, zone)} and ${time(outage.to, zone)}. ${lead} can start or move it.`
        : say`${strong(title)} · did not start: I was not running at ${time(startsAt, zone)}. ${lead} can start or move it.`,
    nobody: (title: string, lead: string): Line =>
      say`${strong(title)} · Nobody could make it. ${lead} can start or move it.`,
    leadAbsent: (lead: string): Line =>
      say`${lead} can't lead today. Whoever presses first leads; I keep the time.`,
  },

  prompt: {
    heading: (phase: PhaseNumber, endsAt: Date, zone: string, talk = false): Line =>
      say`${strong(`${phase} · ${phaseTitles[phase]}`)} ${talk ? 'talk ' : ''}until ${time(endsAt, zone)}`,
    headingInWriting: (phase: PhaseNumber, untilAt: Date, zone: string): Line =>
      say`${strong(`${phase} · ${phaseTitles[phase]}`)} in writing until ${day(untilAt, zone)}, ${time(untilAt, zone)}`,
    goal: (goal: string): Line => say`Today's goal: ${goal}`,
    ask: (instruction: string, question: string): Line => say`${instruction} ${strong(question)}`,
    shownAt: (at: Date, zone: string): Line => say`Shown without names at ${time(at, zone)}.`,
    calling: (members: readonly string[]): Line => [
      "Called because you're in: ",
      ...members.flatMap((member, index): Span[] =>
        index === 0 ? [{ call: member }] : [' ', { call: member }],
      ),
    ],
    tooManyToCall: (): Line =>
      say`So many are in that the start is shown in the channel instead of calling each.`,
    push1: (title: string, question: string, until: string) =>
      `${title} starts now. ${question} Until ${until}.`,
    /** Where its card is not known to stand; the first one names its session anyway. */
    pushAlone: (title: string, push: string) => `${title}: ${push}`,
    push2: (until: string, task: string) => `Exercise until ${until}: ${task}.`,
    push1Shown: (title: string, question: string, until: string) =>
      `${title}: the answers are shown. ${question} Until ${until}.`,
    push3: (until: string, check: string) => `Discussion until ${until}. Check: ${check}`,
    push3Shown: (until: string) => `Discussion until ${until}. The answer to the check is shown.`,
    /** @param length minutes of the phase; undefined in writing, where there is no hurry */
    push4: (length: number | undefined, until: string) =>
      length === undefined
        ? `Your plan, and what we keep. Until ${until}.`
        : `Last ${length === 1 ? 'minute' : `${inWords(length)} minutes`}: your plan, and what we keep. Until ${until}.`,
    asked: (question: string): Line => [emphasis(question)],
    answers: (count: number) => `(${counted(count, 'answer', 'answers')})`,
    sayAloud: (count: number): Line =>
      count === 0
        ? say`No answers yet: say yours aloud.`
        : say`${capitalised(inWords(count))} ${count === 1 ? 'answer: say it' : 'answers: say them'} aloud.`,
    /** @param recall what phase 1 found; empty where that is not the place to say it */
    task: (recall: string, task: string, detail: string): Line =>
      recall ? say`${recall} ${strong(task)}${detail}` : say`${strong(task)}${detail}`,
    listsAt: (many: string, named: boolean, at: Date, zone: string): Line =>
      say`${capitalised(many)} are shown ${withNames(named)} at ${time(at, zone)}.`,
    listsNamed: (many: string): Line => say`${capitalised(many)} are shown with names.`,
    call: (address: string): Line => say`We talk in ${link('the call', address)}.`,
    inRoom: (lead: string | undefined, onScreen: string | undefined): Line =>
      onScreen
        ? say`${lead ?? 'Whoever leads'} shows ${onScreen} on the screen; one phone per pair is enough.`
        : say`One phone per pair is enough.`,
    onScreen: 'the text',
    by: (name: string, list: string) => `${name}: ${list}`,
    yourLists: (count: number, one: string, many: string): Line =>
      count === 0
        ? say`No ${many} yet: say what you have.`
        : say`Your ${count === 1 ? one : counted(count, one, many)}:`,
    more: (count: number): Line => say`+ ${String(count)} more`,
    discuss: (question: string): Line => say`${strong(question)} Talk, or write below.`,
    check: (situation: string, question: string): Line =>
      say`Check, for everybody: ${situation} ${strong(question)}`,
    answerAt: (at: Date, zone: string): Line => say`Answer shown at ${time(at, zone)}.`,
    checkResult: (): Line => say`Check:`,
    /** Beside the count of the right answer. */
    right: '(right)',
    resolved: (answer: string, reason: string): Line => say`${strong(answer)} ${reason}`,
    stem: (stem: string): Line => say`${strong(`My plan: ${stem} …`)}`,
    keep: (lead: string | undefined): Line =>
      lead
        ? say`What do we keep, and where? Say it; ${lead} writes it down.`
        : say`What do we keep, and where? Say it aloud.`,
    next: (startsAt: Date, zone: string, title: string, preview: string | undefined): Line =>
      say`Next: ${day(startsAt, zone)}, ${time(startsAt, zone)}: ${title}${preview ? ` (${preview})` : ''}`,
    reflection: (): Line => say`And for you: what will you do differently, and what do you still need?`,
  },

  note: {
    saved: (what: string): Line => say`Saved: ${strong(what)}. Tap another to change it.`,
    savedNumber: (what: string): Line => say`Saved: ${strong(what)}. Tap another number to change it.`,
    confidence: (ability: string): Line => say`How confident are you that you can ${ability}, right now?`,
    allForNow: (what: string, rating: number, until: Date, zone: string): Line =>
      say`Saved: ${what}, confidence ${String(rating)}. That's all until ${time(until, zone)}.`,
    ratingSaved: (rating: number): Line => say`Saved: confidence ${String(rating)}.`,
    lines: (count: number): Line => say`Saved, ${counted(count, 'line', 'lines')}.`,
    nothingToAdd: (): Line => say`Fine, nothing to add.`,
    lateLines: (phase: PhaseNumber, what: string): Line =>
      say`Phase ${String(phase)} is over; your ${what} is saved and marked late.`,
    planSaved: (stem: string, plan: string): Line => say`Saved: "${capitalised(stem)} ${strong(plan)}."`,
    useful: (): Line => say`One more, if you like: I can use this in my work within the next week.`,
    done: (): Line => say`Done, thank you. Yours to see or delete: /microtraining privacy.`,
    parked: (): Line => say`Parked. It will be in the recap, without your name.`,
    parkedLate: (): Line => say`Parked. It will be added to the recap, without your name.`,
    known: (): Line => say`Thank you. It is added to the recap.`,
    joined: (phase: PhaseNumber, until: Date, zone: string): Line =>
      phase === 1
        ? say`You're in. It's phase 1, until ${time(until, zone)}.`
        : say`You're in. It's phase ${String(phase)}, until ${time(until, zone)}. ${phase === 2 ? 'Phase 1 is' : `Phases 1 to ${phase - 1} are`} over, ${phase === 2 ? 'its' : 'their'} answers are above.`,
    joinedInWriting: (until: Date, zone: string): Line =>
      say`You're in. It continues in writing until ${day(until, zone)}, ${time(until, zone)}.`,
    now: (task: string): Line => say`Now: ${/[.?!]$/.test(task) ? task : `${task}.`}`,
    youSaidRight: (option: string): Line => say`You said ${emphasis(option)}. That's right.`,
    youSaid: (option: string, personal: string): Line => say`You said ${emphasis(option)}. ${personal}`,
    pushCheck: 'The answer to the check question is shown. Only you see how yours was.',
    /** Of a receipt that repeats what somebody answered: banners do not. */
    pushSaved: 'Your answer is saved. Only you see this.',
    push: (said: string) => `${said} Only you see this.`,
    minutes: (rows: readonly string[]): readonly Line[] => rows.map((row) => say`${row}`),
    minutesRow: (phase: PhaseNumber, planned: number, actual: number) =>
      `${phaseTitles[phase]}: planned ${minutes(planned)}, took ${minutes(actual)}`,
  },

  recap: {
    push: (title: string) => `${title}: recap and what we keep.`,
    heading: (title: string, tookPart: number, length: number): Line =>
      say`${strong(title)} · ${String(tookPart)} took part · ${minutes(length)}`,
    headingInWriting: (title: string, tookPart: number): Line =>
      say`${strong(title)} · ${String(tookPart)} took part · finished in writing`,
    keep: (text: string): Line => say`${strong('We keep')} ${text}`,
    ourWords: (quotes: readonly string[]): Line =>
      say`${strong('In our words')}: ${quotes.map((quote) => `"${quote}"`).join(' · ')}`,
    check: (right: number, answers: number, what: string): Line =>
      say`${strong('Check')}: ${String(right)} of ${String(answers)} ${what}`,
    checkUncounted: (): Line => say`${strong('Check')}: We talked the check question through.`,
    open: (question: string): Line => say`${strong('Still open')}: ${question}`,
    takenBack: (): Line => say`A question that was taken back:`,
    known: (answer: string, name: string | undefined): Line => say`→ ${answer}${name ? ` (${name})` : ''}`,
    plans: (count: number): Line => say`${strong('Plans')}: ${String(count)} made one.`,
    plansUncounted: (): Line => say`${strong('Plans')}: some made one.`,
    next: (startsAt: Date, zone: string, title: string): Line =>
      say`${strong('Next')}: ${day(startsAt, zone)}, ${time(startsAt, zone)}, ${title}`,
    late: (until: Date, zone: string): Line => say`Late answers until tomorrow ${time(until, zone)}`,
    plannedAndActual: (pairs: readonly (readonly [number, number])[]): Line => [
      emphasis(`Planned and actual: ${pairs.map(([planned, actual]) => `${planned}/${actual}`).join(' · ')}`),
    ],
    lateAnswers: (count: number, at: Date, zone: string): Line =>
      say`+ ${counted(count, 'late answer', 'late answers')}. Updated ${weekday(weekdayOf(at, zone))} ${time(at, zone)}.`,
  },
};
