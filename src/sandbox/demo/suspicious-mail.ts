import type { Actor, Post } from '../platform.ts';
import { join, moveTo, openForm, plan, type Stage, tap, tapNote, write } from './stage.ts';

const channel = 'team-sales';
const first = '2026-11-26';
const second = '2026-12-01';

/** What the script knows of the session it plays, counted from what the people did and saw confirmed. */
export type Played = {
  /** When each phase has to begin: the plan, and the minute that was added. */
  due: Record<1 | 2 | 3 | 4, Date>;
  participants: number;
  answers: number;
  lateAnswers: number;
  /** When the session's card became due; what stands in the channel from then on belongs to it. */
  from: Date;
};

/** Counts each question once for each member, however often it was changed. */
const createCount = () => {
  const onTime = new Set<string>();
  const late = new Set<string>();
  const note = (person: Actor, question: string) => onTime.add(`${person.name} ${question}`);
  const noteLate = (person: Actor, question: string) => late.add(`${person.name} ${question}`);
  return { onTime, late, note, noteLate };
};
type Count = ReturnType<typeof createCount>;

/**
 * Ana plans the series *Suspicious mail*; its second session, *Spot the phish*, is played: five people are called and
 * a sixth joins late (flow 4).
 * @throws where a button is missing or nothing follows a press
 */
export const playSuspiciousMail = async (stage: Stage): Promise<Played> => {
  const { platform } = stage;
  const [ana, ben, caro, dev, eli, fay, gus] = ['Ana', 'Ben', 'Caro', 'Dev', 'Eli', 'Fay', 'Gus'].map(
    (name) => platform.person(name),
  ) as [Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  await plan(stage, ana, { howOften: 'Its series', date: first });
  for (const person of [ben, caro, dev, eli, fay]) await tap(stage, person, 'Count me in', { in: channel });
  await playFirstSession(stage, [ben, caro, dev, eli, fay]);

  const count = createCount();
  await moveTo(stage, second, '09:50');
  const from = new Date(`${second}T09:50:00+01:00`);
  await moveTo(stage, second, '10:00');
  await activeStart(stage, count, { ben, caro, dev, eli, fay, gus });
  await exercise(stage, count, ana, { ben, caro, dev, eli, gus });
  await feedback(stage, count, ana, { ben, caro, dev, eli, gus });
  await conclusion(stage, count, ana, [ben, caro, dev, eli, fay, gus]);
  await afterwards(stage, count, fay);
  const at = (time: string) => new Date(`${second}T${time}:00+01:00`);
  return {
    due: { 1: at('10:00'), 2: at('10:03'), 3: at('10:10'), 4: at('10:14') },
    participants: 6,
    answers: count.onTime.size + count.late.size,
    lateAnswers: count.late.size,
    from,
  };
};

/** The first session is over quickly: everybody answers its first question, and the clock runs through it. */
const playFirstSession = async (stage: Stage, people: readonly Actor[]): Promise<void> => {
  await moveTo(stage, first, '09:50');
  await moveTo(stage, first, '10:00');
  for (const person of people) await tap(stage, person, 'A parcel notice');
  for (const time of ['10:02', '10:03', '10:09', '10:12', '10:13', '10:15']) await moveTo(stage, first, time);
  await moveTo(stage, '2026-11-27', '10:15');
};

/** The phase's prompt as it stands in the thread. */
const promptOf = ({ platform }: Stage, phase: 1 | 2 | 3 | 4): Post => {
  const { messages } = platform.channel(channel);
  const prompt = messages.findLast(({ plainText }) => plainText.startsWith(`${phase} · `));
  if (!prompt) throw new Error(`phase ${phase} has no prompt`);
  return prompt;
};

type People<Names extends string> = Record<Names, Actor>;

const activeStart = async (
  stage: Stage,
  count: Count,
  { ben, caro, dev, eli, fay, gus }: People<'ben' | 'caro' | 'dev' | 'eli' | 'fay' | 'gus'>,
): Promise<void> => {
  const prompt = promptOf(stage, 1);
  const answer = async (person: Actor, option: string, confidence: string) => {
    await tap(stage, person, option, { in: prompt });
    count.note(person, 'warm-up');
    await tapNote(stage, person, confidence);
    count.note(person, 'confidence before');
  };
  await answer(ben, '4', '3');
  await answer(caro, '3', '2');
  await answer(dev, '2', '1 not at all');
  await answer(eli, '5', '4');
  // Changed before it is shown: only the second tap counts.
  await tap(stage, fay, '3', { in: prompt });
  await tap(stage, fay, '4', { in: prompt });
  count.note(fay, 'warm-up');
  await moveTo(stage, second, '10:00:40');
  await join(stage, gus);
  await answer(gus, '3', '3');
  await moveTo(stage, second, '10:01');
  await moveTo(stage, second, '10:03');
};

const lists = {
  ben: 'zero in micros0ft\nstrange domain\n"Hello user"\nhurry',
  caro: 'link goes to verify-mail.net\nasks for the password',
  dev: "sender isn't us\ndeadline\nno name\npassword\nlink",
  eli: 'bad style, hurry',
  gus: 'I only ever looked at the logo.',
};

const exercise = async (
  stage: Stage,
  count: Count,
  ana: Actor,
  people: People<keyof typeof lists>,
): Promise<void> => {
  const send = async (name: keyof typeof lists) => {
    await write(stage, people[name], 'Write my list', 'One sign per line', lists[name]);
    count.note(people[name], 'list');
  };
  await send('ben');
  await send('caro');
  // Pressed by mistake: the third prompt goes again, what was written stays.
  await moveTo(stage, second, '10:05');
  await ana.click('Next', { in: 'dm' });
  await stage.settled();
  await moveTo(stage, second, '10:05:08');
  await ana.click('Undo', { in: 'dm' });
  await stage.settled();
  await send('dev');
  await send('eli');
  await moveTo(stage, second, '10:07');
  await ana.click('+1 min', { in: 'dm' });
  await send('gus');
  await moveTo(stage, second, '10:09');
  await moveTo(stage, second, '10:10');
};

const feedback = async (
  stage: Stage,
  count: Count,
  ana: Actor,
  { ben, caro, dev, eli, gus }: People<'ben' | 'caro' | 'dev' | 'eli' | 'gus'>,
): Promise<void> => {
  const choose = async (person: Actor, option: string) => {
    await tap(stage, person, option);
    count.note(person, 'check');
  };
  for (const person of [ben, caro, dev, eli]) await choose(person, 'New password, call IT');
  await choose(gus, 'Scan the computer');
  await write(stage, caro, 'Park a question', 'What is still open?', 'Whom do we call after 6 pm?');
  await ana.click('★ recap', { in: 'dm' });
  await moveTo(stage, second, '10:12');
  await ana.click('Reveal now', { in: 'dm' });
  await moveTo(stage, second, '10:13');
  await moveTo(stage, second, '10:14');
};

const conclusion = async (
  stage: Stage,
  count: Count,
  ana: Actor,
  people: readonly Actor[],
): Promise<void> => {
  const plans = ['call the sender', 'look at the address first', 'report it to IT'];
  for (const [index, person] of people.entries()) {
    await tap(stage, person, plans[index % plans.length]!);
    count.note(person, 'plan');
    await tapNote(stage, person, '4');
    count.note(person, 'confidence after');
    if (index % 2 === 0) {
      await tapNote(stage, person, '5 certainly');
      count.note(person, 'usefulness');
    } else {
      await tapNote(stage, person, 'Skip');
    }
  }
  // The box is filled in with the ready session's draft.
  await openForm(stage, ana, 'Write what we keep', { in: 'dm' });
  await ana.submit();
  await moveTo(stage, second, '10:15');
  await moveTo(stage, second, '10:16');
};

/** Fay missed the exercise and writes her list afterwards; a day later the recap is edited once. */
const afterwards = async (stage: Stage, count: Count, fay: Actor): Promise<void> => {
  await moveTo(stage, second, '10:40');
  await openForm(stage, fay, 'Answer late', { in: channel });
  await write(stage, fay, 'Write my list', 'One sign per line', 'no greeting\nthe deadline', { in: 'view' });
  count.noteLate(fay, 'list');
  if (fay.view) await fay.close({ all: true });
  await moveTo(stage, '2026-12-02', '10:16');
};
