import { createHash } from 'node:crypto';
import type { SessionView } from '../../../src/messages/session-view.ts';
import { readTemplates } from '../../../src/read-templates.ts';
import type { Answer, AnswerValue, ParkedQuestion, Question } from '../../../src/session/answer.ts';
import type { SessionCommand } from '../../../src/session/commands.ts';
import { planSession, type Session } from '../../../src/session/session.ts';
import type { ReadySession, Templates } from '../../../src/templates/ready-session.ts';
import { at, buildPlan, having, tick } from '../build-session.ts';

/** What the gallery is filled with, from the fewest words to the worst that people can type. */
export type Sample = {
  name: 'small' | 'typical' | 'canary' | 'hostile' | 'heavy';
  title: string;
  seriesTitle: string;
  leadName: string;
  channelName: string;
  audience: string | undefined;
  content: ReadySession;
  templates: Templates;
  /** Who is in; they appear in the call and nowhere else. */
  people: string[];
  /** Each person's option in phase 1 and in the check. */
  warmUps: number[];
  checks: number[];
  lists: string[];
  plan: string;
  parked: string[];
  /** What is known about the questions parked, one after the other, by somebody who wants to be named. */
  known: string[];
  knownBy: string;
  /** Who may keep a series, and is named where it is changed. */
  keeper: string;
  kept: string;
  /** Typed behind a command. */
  typed: string;
};

export const lead = 'U0ANA';
export const coLead = 'U0COLEAD';
export const zone = 'UTC';
export const sessionId = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b601';
export const nextId = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b602';
export const seriesId = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b603';
export const draftId = '6b1f5d0e-8a57-4c39-9d7e-3f2a10c4b604';
export const prompt = { channel: 'C0SALES', ts: '1796119200.000100' };
export const recap = { channel: 'C0SALES', ts: '1796120100.000200' };

const shipped = readTemplates('en');
/** The flow's series alone: what else is shipped comes and goes. */
const suspiciousMail = shipped.series.find(({ id }) => id === 'suspicious-mail')!;
const templates: Templates = {
  sessions: shipped.sessions.filter(({ id }) => suspiciousMail.sessions.includes(id)),
  series: [suspiciousMail],
  patterns: shipped.patterns.filter(({ id }) => id === 't01-why-us'),
};
const readySession = (id: string): ReadySession => templates.sessions.find((one) => one.id === id)!;

const a = 'a';
const smallContent: ReadySession = {
  id: a,
  title: a,
  pattern: 'T1',
  goal: a,
  confidence: a,
  haveReady: a,
  activeStart: {
    goal: a,
    instruction: a,
    question: a,
    push: a,
    material: [],
    options: [{ text: a }, { text: 'b' }],
    bridge: a,
    cue: a,
  },
  exercise: {
    recall: a,
    recallUncounted: a,
    task: a,
    detail: '',
    push: a,
    form: { title: a, label: a, placeholder: a, withMaterial: false },
    button: a,
    answersAre: { one: a, many: a },
    cue: a,
  },
  feedback: {
    question: a,
    check: {
      situation: a,
      question: a,
      push: a,
      options: [{ text: a }, { text: 'b' }],
      right: 2,
      answer: a,
      reason: a,
      personal: a,
      repeat: a,
      recap: a,
    },
    cue: a,
  },
  conclusion: { stem: a, plans: [a, 'b'], keep: a, cue: a },
};

const small: Sample = {
  name: 'small',
  title: a,
  seriesTitle: a,
  leadName: 'A',
  channelName: 'c',
  audience: undefined,
  content: smallContent,
  templates: { sessions: [smallContent], series: [], patterns: [] },
  people: ['U1'],
  warmUps: [1],
  checks: [2],
  lists: ['z'],
  plan: 'y',
  parked: ['x?'],
  known: ['w'],
  knownBy: 'B',
  keeper: 'K',
  kept: 'v',
  typed: 'u',
};

/** The sample of flow.md. */
const typical: Sample = {
  name: 'typical',
  title: 'Spot the phish',
  seriesTitle: 'Suspicious mail',
  leadName: 'Ana',
  channelName: 'team-sales',
  audience: 'opens mail at work',
  content: readySession('spot-the-phish'),
  templates,
  people: ['U0BEN', 'U0CARO', 'U0DEV', 'U0ELI', 'U0FAY', 'U0GUS'],
  warmUps: [1, 2, 2, 3, 3, 4],
  checks: [2, 2, 2, 2, 1, 3],
  lists: [
    'zero in micros0ft\nstrange domain\n"Hello user"\nhurry',
    'link goes to verify-mail.net\nasks for the password',
    "sender isn't us\ndeadline\nno name\npassword\nlink",
    'bad style, hurry',
    'I only ever looked at the logo.',
  ],
  plan: 'wait for a minute',
  parked: ['Whom do we call after 6 pm?'],
  known: ['The hotline, 4711, until 10 pm.'],
  knownBy: 'Eli',
  keeper: 'Zoe',
  kept: "(pinned in #team-sales): sender's domain · no name · hurry",
  typed: 'phishing for beginners',
};

/** Words that stand nowhere else: where one turns up, it has come from an answer or a name. */
const canary = (what: string): string => `kanarie-${what}`;

/** The same in each of so many. */
const canaries = (what: string, many: number): string[] =>
  Array.from({ length: many }, (_, index) => canary(`${what}${index + 1}`));

const canaryOptions = (what: string) => canaries(what, 5).map((text) => ({ text }));

/** The same sample with answers that can be told from everything else. */
const planted: Sample = {
  ...typical,
  name: 'canary',
  content: {
    ...typical.content,
    activeStart: { ...typical.content.activeStart, options: canaryOptions('warmup') },
    feedback: {
      ...typical.content.feedback,
      check: {
        ...typical.content.feedback.check,
        options: canaryOptions('check'),
        answer: canary('answer'),
        repeat: canary('repeat'),
        personal: canary('personal'),
        recap: canary('result'),
        reason: canary('reason'),
      },
    },
    conclusion: { ...typical.content.conclusion, plans: canaries('readyplan', 3) },
  },
  lists: canaries('list', 6),
  plan: canary('plan'),
  parked: canaries('question', 2),
  known: canaries('known', 2),
  knownBy: canary('name'),
  kept: canary('kept'),
};

/** In front of all words of the worst cases, so that they are found wherever they end up. */
export const marker = '¤';

/** Everything that Slack, or a reader's eye, could take for more than words. */
const nasty = [
  '<!channel> @here @channel @everyone <!subteam^S1|@all> <@U123> <#C123> @Zoe',
  '*bold* _italic_ ~struck~ `code` ```block``` > quote :tada:',
  '<https://evil.example|our intranet> https://evil.example mailto:a@b.example',
  '<!date^1796119200^{date_long}|soon> &lt;b&gt; & < > " \\ \' %s {least} {reveal} $& $1',
  '\u202Eright to left\u202C \u2066isolated\u2069 שלום עולם مرحبا \u200Bzero\u200B\uFEFFwidth\u00AD\u2060',
  '👩‍👩‍👧‍👦🏳️‍🌈❤️‍🔥👍🏽 \uD83D \u0007\u001B[31mred \r\n\u2028• 1. # | -',
];

/** So many characters of `pieces`, over and over. */
const repeated = (pieces: string, length: number): string =>
  (marker + pieces.repeat(Math.ceil(length / pieces.length))).slice(0, length);

/** A sample in which every text is as long as it can be. */
const worst = (name: 'hostile' | 'heavy', many: string, one: string): Sample => {
  const { activeStart, exercise, feedback, conclusion, ...rest } = typical.content;
  const text = repeated(many, 1000);
  const row = repeated(one, 1000);
  const button = (number: number) => ({ text: `${marker}${number}${repeated(one, 38)}` });
  const options = [1, 2, 3, 4, 5].map(button);
  const emoji = `${marker}${'👩‍👩‍👧‍👦'.repeat(59)}`;
  const content: ReadySession = {
    ...rest,
    title: emoji,
    goal: row,
    activeStart: {
      ...activeStart,
      goal: `${row}.`,
      question: row,
      push: row,
      material: Array.from({ length: 20 }, () => repeated(one, 49)),
      options,
    },
    exercise: { ...exercise, task: text },
    feedback: {
      ...feedback,
      question: text,
      check: {
        ...feedback.check,
        situation: row,
        question: row,
        push: row,
        options,
        answer: row,
        personal: row,
        repeat: row,
        recap: `chose the right answer: ${row}`,
        reason: text,
      },
    },
    conclusion: { ...conclusion, stem: row, plans: options.map((option) => option.text) },
  };
  const person = (index: number) => `U0PERSON${String(index).padStart(3, '0')}`;
  const fill = (count: number, value: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => value(i));
  return {
    name,
    title: emoji,
    seriesTitle: emoji,
    leadName: repeated(one, 80),
    channelName: 'a'.repeat(80),
    audience: repeated(one, 200),
    content,
    templates: {
      sessions: fill(120, String).map((id) => ({ ...content, id: `id-${id}` })),
      series: typical.templates.series,
      patterns: typical.templates.patterns,
    },
    people: fill(31, person),
    warmUps: fill(31, () => '').map((_, index) => (index % 5) + 1),
    checks: fill(31, () => '').map((_, index) => (index % 5) + 1),
    lists: fill(30, () => repeated(many, 2000)),
    plan: repeated(many, 2000),
    parked: fill(25, () => repeated(many, 2000)),
    known: fill(25, () => repeated(many, 2000)),
    knownBy: repeated(one, 80),
    keeper: repeated(one, 80),
    kept: repeated(many, 2000),
    typed: repeated(one, 8000),
  };
};

export const samples: readonly Sample[] = [
  small,
  typical,
  planted,
  worst('hostile', nasty.join('\n'), nasty.join(' ')),
  // Characters that take two places each in what is sent.
  worst('heavy', '"\\\n', '"\\'),
];

export const typicalSample = typical;

/** A choice such as "2" may stand in any time of day. */
const shortestSecret = 4;

/** Everything people wrote and chose from, and who is named; none of it may stand in a banner. */
export const secretsOf = ({ lists, plan, parked, known, knownBy, kept, content }: Sample): string[] => {
  const { check } = content.feedback;
  const chosen = [...content.activeStart.options, ...check.options].map(({ text }) => text);
  return [
    ...lists,
    plan,
    ...parked,
    ...known,
    knownBy,
    kept,
    check.answer,
    ...chosen,
    ...content.conclusion.plans,
  ]
    .flatMap((text) => text.split('\n'))
    .filter((text) => text.length >= shortestSecret);
};

/** The sample's session, planned for today at ten, after these commands. */
export const sessionOf = (sample: Sample, ...commands: SessionCommand[]): Session =>
  having(planned(sample), ...commands);

const planned = ({ people }: Sample): Session =>
  having(planSession(buildPlan(), { memberId: lead, coLeadId: coLead }), count(people.length, at('9:51')));

export const adHocSession = (...commands: SessionCommand[]): Session =>
  having(planSession(buildPlan({ adHoc: true, cardMinutes: 0 }), { memberId: lead }), ...commands);

export const count = (peopleIn: number, now: Date): SessionCommand => ({
  type: 'count-people',
  peopleIn,
  everyoneAnswered: false,
  now,
});

/** The sample's session at an instant, the timer having come by on the way. */
export const running = (sample: Sample, time: string, ...commands: SessionCommand[]): Session =>
  sessionOf(sample, tick(at('10:00')), ...commands, tick(at(time)));

const answer = (
  memberId: string,
  question: Question,
  value: AnswerValue,
  more: Partial<Answer> = {},
): Answer => ({
  memberId,
  mark: createHash('sha256').update(memberId).digest('hex').slice(0, 8),
  question,
  value,
  late: false,
  answeredAt: at('10:01'),
  starred: false,
  ...more,
});

/** What everybody has answered in a session that went as it should, of these questions. */
export const answersTo = (sample: Sample, ...questions: Question[]): Answer[] => {
  const { people, warmUps, checks, lists, plan } = sample;
  const all = people.flatMap((member, index): Answer[] => [
    answer(member, 'warm-up', { kind: 'choice', option: warmUps[index]! }),
    lists[index] === undefined
      ? answer(member, 'list', { kind: 'nothing' })
      : answer(
          member,
          'list',
          { kind: 'text', text: lists[index] },
          { answeredAt: at(`10:04:${index + 10}`) },
        ),
    answer(member, 'check', { kind: 'choice', option: checks[index]! }),
    index % 2 === 0
      ? answer(member, 'plan', { kind: 'choice', option: 2 })
      : answer(member, 'plan', { kind: 'text', text: plan }),
  ]);
  return all.filter(({ question }) => questions.includes(question));
};

/** The first so many of each question. */
export const firstOf = (answers: readonly Answer[], most: number): Answer[] => {
  const people = [...new Set(answers.map(({ memberId }) => memberId))].slice(0, most);
  return answers.filter(({ memberId }) => people.includes(memberId));
};

/** Three of the lists are starred. */
export const starred = (answers: readonly Answer[]): Answer[] => {
  const lists = answers.filter(({ question, value }) => question === 'list' && value.kind === 'text');
  const chosen = [...lists.slice(-2), ...lists.slice(0, 1)];
  return answers.map((one) => (chosen.includes(one) ? { ...one, starred: true } : one));
};

export const late = (answers: readonly Answer[]): Answer[] =>
  answers.map((one) => ({ ...one, late: true, answeredAt: at('11:00') }));

const questionId = (index: number): string =>
  `6b1f5d0e-8a57-4c39-9d7e-3f2a1${String(index).padStart(7, '0')}`;

export const parkedIn = ({ parked, people }: Sample): ParkedQuestion[] =>
  parked.map((text, index) => ({
    id: questionId(index),
    memberId: people[index % people.length]!,
    text,
    parkedAt: at('10:10'),
  }));

/** Named where the one who knew it wanted that: the first, the third and so on. */
export const knownIn = ({ known, knownBy, people }: Sample): SessionView['known'] =>
  known.map((text, index) => ({
    questionId: questionId(index),
    memberId: people[index % people.length]!,
    text,
    named: index % 2 === 0,
    late: false,
    name: index % 2 === 0 ? knownBy : undefined,
  }));

/** The sample as its messages are composed from it. */
export const viewOf = (sample: Sample, session: Session, more: Partial<SessionView> = {}): SessionView => ({
  id: sessionId,
  title: sample.title,
  ordinal: 2,
  total: 6,
  rated: !session.plan.adHoc,
  content: sample.content,
  session,
  zone,
  channelName: sample.channelName,
  leadName: sample.leadName,
  changedBy: undefined,
  called: sample.people,
  answers: [],
  names: undefined,
  parked: [],
  known: [],
  kept: undefined,
  wouldChange: undefined,
  next: undefined,
  outage: undefined,
  currentPrompt: prompt,
  recap: undefined,
  ...more,
});

/** The session that comes next, two days later. */
export const next = (sample: Sample): NonNullable<SessionView['next']> => ({
  id: nextId,
  title: sample.name === 'typical' ? 'What happened here?' : sample.title,
  preview: 'the click that happened',
  startsAt: at('10:00', 2),
});
