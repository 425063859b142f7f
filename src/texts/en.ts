import type { PhaseNumber } from '../session/rules.ts';
import { clock, day, dayAfter, dayAt, longWeekday, weekday } from './calendar.ts';
import { keeping } from './en/keeping.ts';
import { lead } from './en/lead.ts';
import { lifecycle } from './en/lifecycle.ts';
import { phaseTitles } from './en/phrases.ts';
import { planning } from './en/planning.ts';
import { privacy } from './en/privacy.ts';
import { selfPaced } from './en/self-paced.ts';
import { session } from './en/session.ts';
import { teams } from './en/teams.ts';
import { type Line, say, strong } from './line.ts';

/** Said to whoever asks, and where the bot is added. */
const whatThisIs = (): Line =>
  say`${strong('Microtraining')}: learning sessions of 15 minutes in this channel, led by any colleague.`;
const promise = 'I read no messages, post only where I was invited, and call only people who tapped.';

/** Every word that a user reads in English (flow 4 and 5, word for word where they give it). */
export const en = {
  ...session,
  ...lead,
  ...keeping,
  ...lifecycle,
  planning,
  privacy,
  selfPaced,
  teams,

  calendar: { day, dayAfter, dayAt, clock, endClock: clock, weekday, longWeekday },

  phaseTitle: (phase: PhaseNumber) => phaseTitles[phase],

  buttons: {
    countMeIn: 'Count me in',
    onlyFirst: 'Only the first one',
    whatIsThis: 'What is this?',
    undo: 'Undo',
    imIn: "I'm in",
    notThisTime: 'Not this time',
    doNotCall: "Don't call me for this series",
    join: 'Join',
    readRecap: 'Read the recap',
    answerLate: 'Answer late',
    iLead: "I'll lead",
    nothingToAdd: 'Nothing to add',
    change: 'Change',
    showAll: 'Show all',
    park: 'Park a question',
    ownWords: 'in my own words',
    skip: 'Skip',
    iKnow: 'I know',
    minutesPerPhase: 'Minutes per phase',
    startNow: 'Start now',
    fiveLater: '5 minutes later',
    iCannot: "I can't",
    lookThrough: 'Look through it',
    showStart: 'Show the start in the channel',
    startAnyway: 'Start anyway',
    move: 'Move',
    skipDate: 'Skip this date',
    editWords: 'Edit the words',
    cancelSession: 'Cancel',
    dropIt: 'Drop it',
    pauseSeries: 'Pause',
    resumeSeries: 'Resume',
    endSeries: 'End',
    copySeries: 'Copy',
    showMore: 'Show more',
    next: 'Next',
    oneMore: '+1 min',
    reveal: 'Reveal now',
    pause: 'Pause',
    resume: 'Go on',
    haveToGo: 'I have to go',
    handOver: 'Hand over',
    stop: 'Stop',
    star: '★ recap',
    starred: '★ in the recap',
    writeKeep: 'Write what we keep',
    none: 'none',
    questions: 'Questions',
    people: 'People and place',
    planSession: 'Plan a session',
    whatIsPlanned: 'What is planned?',
    seeAsParticipant: 'See it as a participant',
    goOn: 'Done, go on',
    startAnew: 'Start anew',
    fillIn: 'Fill in the gaps',
  },

  /** What is read out of a button that says too little by itself; it begins with what stands on it. */
  spoken: {
    /** Which of several: "Move: Spot the phish, Thu 26 Nov" */
    about: (label: string, ...what: readonly string[]) => `${label}: ${what.join(', ')}`,
    answer: (label: string, number: number) =>
      /\d/.test(label) ? `Answer ${label}` : `Answer ${number}, ${label}`,
    rating: (label: string, most: number) => `${label}, of ${most}`,
    phase: (phase: PhaseNumber) => `${phase}: ${phaseTitles[phase]}`,
    oneMore: '+1 min for this phase',
    star: 'Put into the recap',
    starred: 'Is in the recap, take it out',
  },

  ratings: {
    confidence: ['1 not at all', '2', '3', '4', '5 fully'],
    usefulness: ['1 no', '2', '3', '4', '5 certainly'],
  },

  welcome: (addedBy: string | undefined): readonly Line[] => [
    whatThisIs(),
    say`${addedBy ? say`${strong(addedBy)} added me. ` : ''}${promise}`,
  ],

  help: {
    lines: (): readonly Line[] => [
      whatThisIs(),
      say`${strong('/microtraining schedule')} plans one, or a series. ${strong('/microtraining settings')} is for how this channel wants them.`,
      say`${strong('/microtraining list')} shows what is planned here. ${strong('/microtraining start "Spot the phish"')} begins one now.`,
      say`${promise} ${strong('/microtraining privacy')} shows what is stored about you.`,
    ],
    unknown: (word: string): Line => say`I don't know "${word}". This is what I can do:`,
    didYouMean: (word: string, command: string, isKept: boolean): Line =>
      say`I don't know "${word}". Did you mean ${strong(command)}?${isKept ? ' What you typed behind it is kept.' : ''}`,
    commands: {
      schedule: 'Plan a session',
      list: 'What is planned?',
      start: 'Start a session now',
      settings: 'Settings',
      privacy: 'What is stored about me?',
      help: 'Help',
    },
  },

  refusals: {
    'not-started': 'It has not started yet.',
    'already-started': 'It has started already.',
    'session-over': 'This session is over.',
    'in-the-past': 'This time is over. Choose one in the future.',
    paused: 'The session is paused. Press Go on first.',
    'not-paused': 'The session is not paused.',
    'in-writing': 'The session continues in writing; there is no clock to move.',
    'no-more-time': 'Five minutes are added already; more would not be a short session any more.',
    'nothing-to-reveal': 'There is nothing to open here, or it is open already.',
    'already-shown': 'The answers are shown already, so yours stays as it is.',
    'undo-over': 'Undo is possible for 15 seconds; they are over.',
    'has-a-lead': 'Somebody leads it already.',
    'phase-over': 'That phase was over already; the next one runs.',
    cancelled: 'This session is cancelled.',
    'on-hold': 'Its series is paused. Resume it first.',
    'not-on-hold': 'It is not paused.',
    'series-paused': 'This series is paused. Resume it first.',
    'series-ended': 'This series is ended.',
    'no-next-date': 'It has no next date. Move or cancel it instead.',
    'date-changed': 'It has another date by now. Look at the list again.',
    'not-your-series': 'Only who leads or planned this series can do that.',
    'not-yours': 'Only who leads this session can do that.',
    'self-paced': 'This session is self-paced: its phases stay open for hours, and no clock runs.',
    'not-here': 'Only members of the channel can do that.',
    guest: "You're a guest here: you can answer, not plan or lead.",
    outsider: 'In this channel only people of its own organisation take part. An admin can change that.',
    'leads-only': 'In this channel only leads whom an admin named can plan. Ask one of them, or an admin.',
    nobody: 'This account cannot take part.',
    'bot-not-here': "I can't post in the channel. Type /invite @Microtraining there first.",
    'admins-only': 'Only an admin of the workspace can change that.',
    'no-such-span': 'Choose 1 to 60 months.',
    gone: 'This does not exist any more.',
    'own-draft':
      'This form was sent already, or another one has taken its place. /microtraining list shows what is planned.',
  },

  notSaved: 'Not saved: something went wrong on my side. Press again.',
  /** Where nobody knows: the database has not said whether it had saved it. */
  perhapsSaved:
    'Perhaps not saved: my database did not answer. Have a look, and press again if it is not there.',
};

export type Texts = typeof en;
