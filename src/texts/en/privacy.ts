import type { Question } from '../../session/answer.ts';
import { counted, day, dayAt, listed } from '../calendar.ts';
import { type Line, say, strong } from '../line.ts';
import { time } from './phrases.ts';

const questions: Record<Question, string> = {
  'warm-up': 'Active start',
  'confidence-before': 'Confidence before',
  list: 'List',
  check: 'Check question',
  plan: 'Plan',
  'confidence-after': 'Confidence after',
  usefulness: 'Useful within a week',
};

const seriesRoles = {
  planned: 'planned',
  leads: 'led',
  'co-leads': 'led together',
  changed: 'paused, resumed or ended',
};
const sessionRoles = {
  leads: 'led',
  'co-leads': 'led together',
  cancelled: 'cancelled',
  paused: 'paused with its series',
};
const choices = {
  all: 'every session',
  first: 'only the first session',
  none: 'no session',
};
const messageKinds: Readonly<Record<string, string>> = {
  desk: 'Your desk',
  'check-note': 'Your answer to the check question',
  'channel-closed': 'That your channel was closed to me',
};

const somebody = 'Somebody';

type Contact = { name: string | undefined; zone: string | undefined; locale: string | undefined };
const told = ({ name, zone, locale }: Contact): string => {
  const known = [name, zone, locale].filter((one) => one !== undefined);
  return known.length > 0 ? `, and what came with your last tap: ${known.join(', ')}` : '';
};

/** What people read about what is stored about them. */
export const privacy = {
  title: 'What is stored',
  of: (workspace: string): Line => say`${strong('Stored about you')} in ${workspace}:`,
  nothing: (workspace: string): Line => say`${strong('Nothing is stored about you')} in ${workspace}.`,
  nothingYet: (): Line =>
    say`When you tap, answer or plan something, that is kept, and you can see, export or delete it here.`,
  deleted: (): Line => say`${strong('Deleted.')} What was posted is being edited now.`,
  who: (name: string, zone: string): Line => say`your name and time zone: ${name}, ${zone}`,
  contact: (contact: Contact): Line => [`how I reach you${told(contact)}`],
  sessions: (count: number): Line => [counted(count, 'session you were in', 'sessions you were in')],
  answers: (choices: number, lists: number, plans: number, ratings: number): Line => {
    const kinds = [
      choices && counted(choices, 'choice', 'choices'),
      lists && counted(lists, 'list', 'lists'),
      plans && counted(plans, 'plan', 'plans'),
      ratings && counted(ratings, 'rating', 'ratings'),
    ];
    const sum = choices + lists + plans + ratings;
    const said = kinds.filter((kind) => typeof kind === 'string');
    return [`${counted(sum, 'answer', 'answers')}: ${listed(said)}`];
  },
  questions: (count: number): Line => [counted(count, 'question you parked', 'questions you parked')],
  known: (count: number): Line => [
    counted(count, 'answer to a parked question', 'answers to parked questions'),
  ],
  calledFor: (count: number): Line => [
    `what you want to be called for: ${counted(count, 'series', 'series')}`,
  ],
  drafts: (count: number): Line => [
    counted(count, 'plan you have not finished', 'plans you have not finished'),
  ],
  planned: (count: number): Line => [
    counted(count, 'series you planned, led or changed', 'series you planned, led or changed'),
  ],
  led: (count: number): Line => [counted(count, 'session you led or changed', 'sessions you led or changed')],
  history: (count: number): Line => [
    counted(count, 'entry in the history of a session', 'entries in the history of sessions'),
  ],
  leadIn: (count: number): Line => [
    counted(
      count,
      'channel in which an admin named you a lead',
      'channels in which an admin named you a lead',
    ),
  ],
  messages: (count: number): Line => [
    `that I sent you ${counted(count, 'private message', 'private messages')}, and when`,
  ],
  whoSees: (): Line =>
    say`${strong('Who sees it')}: what you write in lists and questions stands in the thread, without your name unless it says so there. What you choose is only counted. Your plans and ratings nobody sees. There is no list of who was there, and no score.`,
  howLong: (months: number, days: number): Line =>
    say`${strong('How long')}: until you delete it; without that, what you did in a session ${counted(months, 'month', 'months')} after it, and everything ${counted(days, 'day', 'days')} after the app was removed.`,
  buttons: {
    open: 'What is stored about me',
    whatIsStored: 'What is stored?',
    showAll: 'Show it all',
    export: 'Export (JSON)',
    delete: 'Delete…',
    earlier: 'Back',
    later: 'Go on',
  },

  all: {
    title: 'Stored about you',
    page: (page: number, pages: number): Line => [`Page ${page} of ${pages}`],
    you: (): Line => [strong('You')],
    name: (name: string, zone: string, id: string): Line => [`${name} (${id}), ${zone}`],
    contact: (contact: Contact): Line => [`How I reach you${told(contact)}`],
    session: (title: string, channel: string, startsAt: Date, zone: string): Line =>
      say`${strong(title)} · #${channel} · ${day(startsAt, zone)}, ${time(startsAt, zone)}`,
    joined: (at: Date, left: Date | undefined, zone: string): Line =>
      left
        ? say`In since ${dayAt(at, zone)}, out since ${dayAt(left, zone)}`
        : say`In since ${dayAt(at, zone)}`,
    answer: (question: Question, value: string, late: boolean, starred: boolean): Line => [
      `${questions[question]}${late ? ', late' : ''}: `,
      value,
      ...(starred ? [' (in the recap)'] : []),
    ],
    nothingToAdd: 'nothing to add',
    parked: (text: string): Line => ['Question: ', text],
    known: (text: string, named: boolean, late: boolean): Line => [
      `What you know about a question${named ? ', with your name' : ''}${late ? ', late' : ''}: `,
      text,
    ],
    sessionRoles: (roles: readonly (keyof typeof sessionRoles)[]): Line => [
      `You ${listed(roles.map((role) => sessionRoles[role]))} it`,
    ],
    history: (what: string, at: Date, zone: string): Line => [
      `In its history: ${what.replaceAll('-', ' ')}, ${dayAt(at, zone)}`,
    ],
    calledFor: (): Line => [strong('What you want to be called for')],
    signUp: (title: string, channel: string, choice: keyof typeof choices): Line => [
      `${title} · #${channel} · ${choices[choice]}`,
    ],
    drafts: (): Line => [strong('Plans you have not finished')],
    draft: (channel: string, savedAt: Date, zone: string, body: string): Line => [
      `For #${channel}, ${dayAt(savedAt, zone)}: `,
      body,
    ],
    series: (): Line => [strong('Series')],
    seriesRoles: (title: string, channel: string, roles: readonly (keyof typeof seriesRoles)[]): Line => [
      `${title} · #${channel} · you ${listed(roles.map((role) => seriesRoles[role]))} it`,
    ],
    leadIn: (): Line => [strong('Where an admin named you a lead')],
    channel: (name: string): Line => [`#${name}`],
    messages: (): Line => [strong('Private messages to you')],
    message: (kind: string, about: string, at: Date, zone: string, isPosted: boolean): Line => [
      `${messageKinds[kind] ?? kind} · ${about} · ${dayAt(at, zone)}${isPosted ? '' : ', not sent'}`,
    ],
  },

  export: {
    title: 'Export (JSON)',
    underWay: (): Line => say`Sending the file …`,
    sent: (file: string): Line => say`${strong(file)} is in our chat. Only you see it.`,
    message: (at: Date, zone: string): Line =>
      say`Everything that is stored about you, as of ${day(at, zone)}, ${time(at, zone)}:`,
    push: 'The file you asked for',
    fileTitle: 'What is stored about you',
    noScope: (scope: string): Line =>
      say`I may not send files in this workspace, so here is the text to copy. Whoever installed me can allow it: it takes the scope ${scope}.`,
    noFiles: (): Line => say`I can't send files here, so here is the text to copy.`,
    failed: (): Line =>
      say`The file did not get through, so here is the text to copy. Or press Export again.`,
    perhaps: (): Line =>
      say`I don't know whether the file arrived: look into our chat. Here is its text to copy.`,
    part: (part: number, parts: number): Line => [`Part ${part} of ${parts}`],
  },

  erase: {
    title: 'Delete my data?',
    yes: 'Delete',
    no: 'Keep it',
    goes: (): Line => [strong('Deleted for good:')],
    edits: (): Line =>
      say`${strong('Edited')}: what was posted. Your words go, and the counts follow. What people have read I can't take back.`,
    outOf: (): Line => say`You are out of what runs and what is to come, until you tap or answer again.`,
    stays: (): Line =>
      say`${strong('Stays')}: figures, such as how many took part; what a session wrote down as kept; messages that I sent you.`,
    named: (count: number): Line => [
      `your name on ${counted(count, 'series or session', 'series and sessions')} that you planned, led or changed: it says "${somebody}" there`,
    ],
    naming: (titles: readonly string[], more: number): Line => [
      strong('Stays until it is over'),
      `, because it names you as who planned or leads it: ${listed(titles)}${more > 0 ? ` and ${more} more` : ''}. If you don't want that, hand it over or end it first.`,
    ],
    export: (): Line => say`There is no way back. If you want to keep a copy, export it first.`,
  },
  /** Who is named where somebody who deleted their data planned or led what is over. */
  somebody,
};
