import type { PhaseNumber } from '../../session/rules.ts';
import { capitalised, day, longWeekday } from '../calendar.ts';
import { type Line, say, strong } from '../line.ts';
import { are, byWhom, minutes, only, phaseTitles, phaseWords, shownHow, time, weekdayOf } from './phrases.ts';

/** What a lead reads: the desk, and the forms of a session. */
export const lead = {
  desk: {
    push: (title: string, at: string) => `You lead ${title} at ${at}.`,
    pushNow: (title: string, state: string) => `You lead ${title}. ${state}`,
    pushPhase: (phase: PhaseNumber, until: string): Line =>
      say`Phase ${String(phase)}, ${phaseTitles[phase]}, until ${until}`,
    before: (
      title: string,
      channel: string,
      startsAt: Date,
      zone: string,
      today: boolean,
      peopleIn: number,
    ): Line =>
      say`${strong(`You lead ${title}`)} in #${channel} ${today ? 'at' : `on ${day(startsAt, zone)},`} ${time(startsAt, zone)}. ${peopleIn === 0 ? 'Nobody is in yet' : are(peopleIn)}.`,
    ready: (haveReady: string): Line =>
      say`Have ready: ${haveReady}. I keep the time and collect; you ask and listen. What to say appears here.`,
    few: (count: number): Line => [only(count)],
    insisted: (how: 'start-anyway' | 'show-start'): Line =>
      how === 'show-start' ? say`I'll show the start in the channel.` : say`I'll start anyway.`,
    oneMinute: (): Line => [strong('1 minute left')],
    started: (phase: PhaseNumber): Line => say`Phase ${String(phase)} started.`,
    stopped: (): Line => say`Stopped. The recap comes in 15 seconds.`,
    finished: (): Line => say`Finished. The recap comes in 15 seconds.`,
    heading: (phase: PhaseNumber, endsAt: Date, zone: string): Line =>
      say`${strong(`${phase} · ${phaseTitles[phase]}`)} until ${time(endsAt, zone)}`,
    paused: (pausedAt: Date, zone: string, left: number, phase: PhaseNumber): Line =>
      say`${strong('Paused')} at ${time(pausedAt, zone)}, ${minutes(left)} left in the ${phaseWords[phase]}. After 10 minutes I end the session with its recap.`,
    answered: (answered: number, peopleIn: number): Line =>
      say`${String(answered)} of ${String(peopleIn)} answered`,
    lists: (answered: number, peopleIn: number, many: string): Line =>
      say`${String(answered)} of ${String(peopleIn)} ${many}`,
    checked: (answered: number, peopleIn: number): Line => say`${String(answered)} of ${String(peopleIn)}`,
    plans: (answered: number, peopleIn: number): Line =>
      say`${String(answered)} of ${String(peopleIn)} plans`,
    kept: (text: string): Line => say`We keep ${text}`,
    left: (): Line => say`I finish on time without you.`,
    absent: (): Line =>
      say`You said you can't lead: I start and keep the time, and whoever presses first in the channel leads.`,
    writing: (untilAt: Date, zone: string): Line =>
      say`In writing until ${day(untilAt, zone)}, ${time(untilAt, zone)}. Then the recap comes.`,
    done: (length: number): Line => say`Done in ${minutes(length)}. One tap: which phase would you change?`,
    doneInWriting: (): Line => say`Done, in writing. One tap: which phase would you change?`,
    noted: (phase: number): Line => (phase === 0 ? say`Noted: none.` : say`Noted: phase ${String(phase)}.`),
    nextReady: (startsAt: Date, zone: string): Line =>
      say`${longWeekday(weekdayOf(startsAt, zone))} is ready:`,
    onHold: (title: string, by: string | undefined): Line =>
      say`${strong(title)}: the series is paused${byWhom(by)}. ${strong('/microtraining list')} in the channel resumes it.`,
    handedOver: (title: string, lead: string): Line => say`${lead} leads ${title} now.`,
    tooManyStars: (): Line => say`Three lines are starred already. Take one back first.`,
  },

  forms: {
    send: 'Send',
    save: 'Save',
    close: 'Close',
    cancel: 'Cancel',
    listHint: (named: boolean, at: string) => `${shownHow(named)} at ${at}. Sent later, it still counts.`,
    listHintInWriting: (named: boolean) => `${shownHow(named)}.`,
    listHintLate: 'It is kept and marked late.',
    park: { title: 'Park a question', label: 'What is still open?' },
    plan: { title: 'My plan', reflectionTitle: 'For you' },
    planLabel: (stem: string) => `${capitalised(stem)} …`,
    know: {
      title: 'I know',
      question: 'Which question?',
      label: 'What do you know?',
      yourName: 'Your name',
      named: 'Show my name with it',
    },
    keep: { title: 'What we keep', label: 'What do we keep, and where?' },
    all: { title: 'All of them' },
    late: { title: 'Answer late' },
    lateIntro: (until: Date, zone: string): Line =>
      say`The session is over, your answer is still welcome until tomorrow ${time(until, zone)}. It is marked late.`,
    move: { title: 'Move the session', label: 'New time', missing: 'Choose a day and a time.' },
    haveToGo: {
      title: 'I have to go',
      label: 'What happens now?',
      finish: 'Finish on time without me',
      handOver: 'Hand over to …',
      writing: (until: string) => `Finish in writing until tomorrow ${until}`,
      stop: 'Stop and write the recap',
      to: 'Hand over to',
    },
    handOver: { title: 'Hand over', label: 'Who leads on?' },
    look: { title: 'As people see it' },
  },

  start: {
    choose: (): Line => say`Which one shall begin now? It takes 15 minutes, nobody is rated.`,
    unknown: (words: string): Line => say`There is no ready session called "${words}". These are:`,
    begun: (title: string): Line => say`${strong(title)} begins. Your desk is in our direct messages.`,
    busy: (title: string): Line =>
      say`"${title}" is running in this channel. Two at once would mix up the thread.`,
  },
};
