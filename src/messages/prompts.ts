import { mainQuestion } from '../session/answer.ts';
import { isSelfPaced } from '../session/pace.ts';
import { type PhaseNumber, rules } from '../session/rules.ts';
import { timetable } from '../session/timetable.ts';
import { fillIn } from '../templates/fill-in.ts';
import { cut } from '../texts/cut.ts';
import type { Texts } from '../texts/en.ts';
import { dotted, type Line, strong } from '../texts/line.ts';
import { pacedTexts } from '../texts/paced.ts';
import { listText } from './list-text.ts';
import type { Block, Message, Press } from './message.ts';
import { chosenOnTime, listsOnTime, type SessionView } from './session-view.ts';
import { oneLine, recalled, tallyBlock } from './tally-block.ts';

/** How many lists the third prompt shows, and how much of each; the rest opens with *Show all*. */
export const listsShown = 4;
const listChars = 300;

/** The prompt of a phase as it stands now, its answers opened or not. */
export const prompt = (plainTexts: Texts, view: SessionView, phase: PhaseNumber): Message => {
  const texts = pacedTexts(plainTexts, view.session.plan);
  switch (phase) {
    case 1:
      return activeStart(texts, view);
    case 2:
      return exercise(texts, view);
    case 3:
      return feedback(texts, view);
    case 4:
      return conclusion(texts, view);
  }
};

/** The same where it stands by itself, for nobody knows where the session's card stands: it says what it belongs to. */
export const promptAlone = (texts: Texts, view: SessionView, phase: PhaseNumber): Message => {
  const { push, blocks } = prompt(texts, view, phase);
  return {
    push: phase === 1 ? push : texts.prompt.pushAlone(view.title, push),
    blocks: [{ kind: 'text', lines: [[strong(view.title)]] }, ...blocks],
  };
};

/** True where a start is shown in the channel besides the thread: nobody signed up, too many did, or the lead wants it. */
export const startsInChannel = ({ session, called }: SessionView): boolean =>
  session.plan.adHoc ||
  called.length > rules.mostMentions ||
  (session.status !== 'planned' && session.status !== 'closed' && session.showStart);

const times = ({ session }: SessionView, phase: PhaseNumber) =>
  timetable(session.plan, session.status === 'planned' ? undefined : session.run)[phase - 1]!;

const isRevealed = ({ session }: SessionView, phase: PhaseNumber): boolean =>
  session.status !== 'planned' && session.run?.phases[phase - 1]?.revealedAt !== undefined;

/** Where the rest is answered in writing, a phase has no clock but this end, and nothing opens before it. */
const writtenUntil = ({ session }: SessionView, phase: PhaseNumber): Date | undefined =>
  session.status === 'writing' && phase >= session.phase ? session.untilAt : undefined;

const heading = (texts: Texts, view: SessionView, phase: PhaseNumber): Line => {
  const written = writtenUntil(view, phase);
  if (written) return texts.prompt.headingInWriting(phase, written, view.zone);
  const talk = phase === 1 && isRevealed(view, 1);
  return texts.prompt.heading(phase, times(view, phase).endsAt, view.zone, talk);
};

const until = ({ calendar }: Texts, view: SessionView, phase: PhaseNumber): string => {
  const written = writtenUntil(view, phase);
  const { endsAt } = times(view, phase);
  if (!written) return calendar.endClock(endsAt, view.zone);
  return calendar.dayAt(written, view.zone);
};

/** One row of buttons of which the first press is the answer. */
const choices = (
  { spoken }: Texts,
  view: SessionView,
  phase: 1 | 3 | 4,
  options: readonly string[],
): Press[] =>
  options.map((label, index) => ({
    label,
    ...(!/\p{L}/u.test(label) && { spoken: spoken.answer(label, index + 1) }),
    does: { do: 'choose', session: view.id, question: mainQuestion[phase], option: index + 1 },
  }));

const activeStart = (texts: Texts, view: SessionView): Message => {
  const { content, zone } = view;
  const { activeStart: start } = content;
  const { push1, push1Shown } = texts.prompt;
  if (isRevealed(view, 1)) {
    return {
      push: push1Shown(view.title, start.push, until(texts, view, 1)),
      blocks: [
        { kind: 'text', lines: [heading(texts, view, 1), texts.prompt.asked(start.push)] },
        tallyBlock(texts, start.options, chosenOnTime(view, 'warm-up')),
        oneLine([start.bridge]),
      ],
    };
  }
  const { revealAt } = times(view, 1);
  return {
    push: push1(view.title, start.push, until(texts, view, 1)),
    blocks: [
      {
        kind: 'text',
        lines: [
          heading(texts, view, 1),
          texts.prompt.goal(start.goal),
          ...theCall(texts, view),
          texts.prompt.ask(start.instruction, start.question),
        ],
      },
      ...material(start.material),
      {
        kind: 'ask-choice',
        options: choices(
          texts,
          view,
          1,
          start.options.map(({ text }) => text),
        ),
      },
      ...noteOf(writtenUntil(view, 1) ? [] : texts.prompt.shownAt(revealAt!, zone), calling(texts, view)),
    ],
  };
};

const theCall = (texts: Texts, { session }: SessionView): Line[] =>
  session.plan.callLink ? [texts.prompt.call(session.plan.callLink)] : [];

/** Sentences of small print; none where there is nothing to say. */
const noteOf = (...sentences: Line[]): Block[] => {
  const said = sentences.filter(({ length }) => length > 0);
  const line = said.flatMap((sentence, index) => (index === 0 ? sentence : [' ', ...sentence]));
  return line.length > 0 ? [{ kind: 'note', line }] : [];
};

export const material = (lines: readonly string[]): Block[] =>
  lines.length > 0 ? [{ kind: 'quote', lines }] : [];

const calling = (texts: Texts, { called }: SessionView): Line => {
  if (called.length === 0) return [];
  if (called.length > rules.mostMentions) return texts.prompt.tooManyToCall();
  return texts.prompt.calling(called);
};

const exercise = (texts: Texts, view: SessionView): Message => {
  const { content, id } = view;
  const { exercise: task, activeStart: start } = content;
  const recall = recalled(task, start.options, chosenOnTime(view, 'warm-up'), fillIn);
  const followUp: Line[] = task.followUp ? [[task.followUp]] : [];
  return {
    push: texts.prompt.push2(until(texts, view, 2), task.push),
    blocks: [
      {
        kind: 'text',
        lines: [
          heading(texts, view, 2),
          ...inRoom(texts, view),
          texts.prompt.task(recall, task.task, task.detail),
          ...followUp,
        ],
      },
      {
        kind: 'actions',
        buttons: [
          { label: task.button, does: { do: 'write-list', session: id }, weight: 'main' },
          { label: texts.buttons.nothingToAdd, does: { do: 'nothing-to-add', session: id } },
        ],
      },
      ...noteOf(whenShown(texts, view)),
    ],
  };
};

/** Said before anybody writes: when their lists are shown, and whether with their names. */
const whenShown = (texts: Texts, view: SessionView): Line => {
  const { many } = view.content.exercise.answersAre;
  const named = view.names !== undefined;
  if (!writtenUntil(view, 2)) return texts.prompt.listsAt(many, named, times(view, 2).endsAt, view.zone);
  return named ? texts.prompt.listsNamed(many) : [];
};

/** Where people sit together, they look at one screen. */
const inRoom = (texts: Texts, view: SessionView): Line[] => {
  if (view.session.plan.mode !== 'room') return [];
  const { material: lines, onScreen } = view.content.activeStart;
  return [
    texts.prompt.inRoom(leadOf(view), lines.length > 0 ? (onScreen ?? texts.prompt.onScreen) : undefined),
  ];
};

/** Whoever can be expected to lead; nobody where they have left or cannot come. */
const leadOf = ({ session, leadName }: SessionView): string | undefined =>
  session.lead.left || session.lead.absent ? undefined : leadName;

const feedback = (texts: Texts, view: SessionView): Message => {
  const { content, id, zone } = view;
  const { check, question } = content.feedback;
  const { one, many } = content.exercise.answersAre;
  const lists = listsOnTime(view);
  const shown = lists.slice(0, listsShown).map((list) => listText(texts, view, list));
  const more = lists.length - listsShown;
  const isCut = more > 0 || shown.some(({ length }) => length > listChars);
  const park: Press = { label: texts.buttons.park, does: { do: 'park-question', session: id } };
  const all: Press = { label: texts.buttons.showAll, does: { do: 'show-all', session: id } };
  const revealed = isRevealed(view, 3);
  const blocks: Block[] = [
    { kind: 'text', lines: [heading(texts, view, 3), texts.prompt.yourLists(lists.length, one, many)] },
  ];
  if (lists.length > 0) {
    blocks.push({ kind: 'list', items: shown.map((list) => [cut(list, listChars)]) });
  }
  if (more > 0) blocks.push({ kind: 'note', line: texts.prompt.more(more) });
  blocks.push(oneLine(texts.prompt.discuss(question)));
  if (revealed) {
    blocks.push(
      oneLine(texts.prompt.checkResult()),
      tallyBlock(texts, check.options, chosenOnTime(view, 'check'), check.right),
      oneLine(texts.prompt.resolved(check.answer, check.reason)),
    );
  } else {
    blocks.push(oneLine(texts.prompt.check(check.situation, check.question)), {
      kind: 'ask-choice',
      options: choices(
        texts,
        view,
        3,
        check.options.map(({ text }) => text),
      ),
    });
  }
  blocks.push({ kind: 'actions', buttons: isCut ? [park, all] : [park] });
  const { revealAt } = times(view, 3);
  if (!revealed && !writtenUntil(view, 3)) blocks.push(...noteOf(texts.prompt.answerAt(revealAt!, zone)));
  const { push3, push3Shown } = texts.prompt;
  const end = until(texts, view, 3);
  return { push: revealed ? push3Shown(end) : push3(end, check.push), blocks };
};

const conclusion = (texts: Texts, view: SessionView): Message => {
  const { content, id, session, zone, next } = view;
  const { stem, plans } = content.conclusion;
  const reflection = session.plan.adHoc ? [texts.prompt.reflection()] : [];
  const blocks: Block[] = [
    {
      kind: 'text',
      lines: [
        heading(texts, view, 4),
        [content.feedback.check.repeat],
        texts.prompt.stem(stem),
        ...reflection,
      ],
    },
    {
      kind: 'ask-choice',
      options: [
        ...choices(texts, view, 4, plans),
        { label: texts.buttons.ownWords, does: { do: 'write-plan', session: id } },
      ],
    },
    oneLine(texts.prompt.keep(leadOf(view))),
  ];
  if (next) {
    blocks.push({
      kind: 'note',
      line: texts.prompt.next(next.startsAt, zone, next.title, next.preview),
    });
  }
  return {
    push: texts.prompt.push4(
      writtenUntil(view, 4) || isSelfPaced(session.plan) ? undefined : session.plan.phaseMinutes[3],
      until(texts, view, 4),
    ),
    blocks,
  };
};

/** The prompts one below the other, as a participant will see them: for looking through before the session. */
export const lookThrough = (texts: Texts, view: SessionView): Block[] =>
  ([1, 2, 3, 4] as const).flatMap((phase): Block[] => {
    const { blocks } = prompt(texts, { ...view, answers: [], called: [] }, phase);
    return blocks.map(withoutPresses);
  });

/** The same block for looking at: what can be pressed becomes a list of its labels. */
const withoutPresses = (block: Block): Block => {
  if (block.kind === 'ask-choice') return labels(block.options);
  if (block.kind === 'actions') return labels(block.buttons);
  return block;
};

const labels = (buttons: readonly { label: string }[]): Block => ({
  kind: 'note',
  line: dotted(...buttons.map(({ label }): Line => [`[${label}]`])),
});
