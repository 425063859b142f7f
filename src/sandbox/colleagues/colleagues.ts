import type { Templates } from '../../templates/ready-session.ts';
import type { Actor, OfferedButton, Platform } from '../platform.ts';
import { chance, pick } from './chance.ts';
import { type Opportunity, opportunitiesFor, reactionAt, stillThere } from './opportunities.ts';
import { anyLists, plausibleLists } from './plausible-lists.ts';

/** People who answer by themselves, unless somebody plays them by hand. */
export type Colleagues = {
  readonly on: boolean;
  /** Ids of the people who answer by themselves at present. */
  readonly playing: readonly string[];
  turn(on: boolean): void;
  /** From now on somebody decides for this person. */
  takeOver(personId: string): void;
  /** Hands them back. */
  release(personId: string): void;
  /** When the next one of them does something, by the session clock. */
  nextAt(): Date | undefined;
  /** Resolves when nobody is in the middle of something. */
  idle(): Promise<void>;
  stop(): void;
};

type Parts = {
  platform: Platform;
  clock: { now(): Date; wakeAt(instant: Date, wake: () => void): () => void };
  templates: Templates;
  /** Names of those who may play along. */
  names: readonly string[];
  onChange(): void;
};

type Plan = { person: Actor; opportunity: Opportunity; at: Date };

export const createColleagues = ({ platform, clock, templates, names, onChange }: Parts): Colleagues => {
  let on = false;
  const byHand = new Set<string>();
  /** What each of them has seen already, done or not. */
  const seen = new Set<string>();
  let plans: Plan[] = [];
  let cancelWake = () => {};
  const underWay = new Set<Promise<void>>();

  const playing = () =>
    on ? names.map((name) => platform.person(name)).filter(({ id }) => !byHand.has(id)) : [];

  const look = () => {
    for (const person of playing()) {
      for (const opportunity of opportunitiesFor(platform, person.name, clock.now())) {
        const key = `${person.id} ${opportunity.key}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const at = reactionAt(person.name, opportunity, clock.now());
        if (at) plans.push({ person, opportunity, at });
      }
    }
    arm();
  };

  const arm = () => {
    cancelWake();
    cancelWake = () => {};
    const next = nextAt();
    if (next) cancelWake = clock.wakeAt(next, act);
  };

  const nextAt = (): Date | undefined =>
    plans.reduce<Date | undefined>((first, { at }) => (first && first <= at ? first : at), undefined);

  const act = () => {
    const now = clock.now();
    const due = plans.filter(({ at }) => at <= now);
    plans = plans.filter(({ at }) => at > now);
    for (const plan of due) {
      const done = react(plan)
        .catch(() => {
          // The bot is gone, or the message has changed under their fingers: people shrug, too.
        })
        .finally(() => underWay.delete(done));
      underWay.add(done);
    }
    arm();
  };

  const react = async ({ person, opportunity }: Plan): Promise<void> => {
    if (!playing().some(({ id }) => id === person.id)) return;
    const now = stillThere(platform, person.name, opportunity);
    const button = now && buttonFor(person.name, now, templates);
    if (!now || !button) return;
    await button.press();
    if (now.kind === 'write') await write(person);
  };

  const write = async (person: Actor): Promise<void> => {
    const { title, values } = await platform.until(() => person.view, { timeoutMs: 2_000 });
    const [box] = Object.keys(values);
    if (box === undefined) return;
    const ready = templates.sessions.find(({ exercise }) => exercise.form.title === title);
    const lists = plausibleLists[ready?.id ?? ''] ?? anyLists;
    await person.set(box, lists[names.indexOf(person.name) % lists.length] ?? anyLists[0]!);
    await person.submit();
  };

  const stopListening = platform.onChange(() => {
    if (on) look();
  });

  return {
    get on() {
      return on;
    },
    get playing() {
      return playing().map(({ id }) => id);
    },
    turn: (next) => {
      on = next;
      if (on) look();
      onChange();
    },
    takeOver: (personId) => {
      if (byHand.has(personId)) return;
      byHand.add(personId);
      plans = plans.filter(({ person }) => person.id !== personId);
      onChange();
    },
    release: (personId) => {
      byHand.delete(personId);
      if (on) look();
      onChange();
    },
    nextAt,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    stop: () => {
      on = false;
      stopListening();
      cancelWake();
    },
  };
};

const rightAnswers = 0.75;

/** The check question is mostly answered rightly, confidence grows, the rest is as it comes. */
const buttonFor = (
  name: string,
  { seed, kind, buttons }: Opportunity,
  { sessions }: Templates,
): OfferedButton | undefined => {
  const words = `${name} ${seed} what`;
  if (kind === 'choose') {
    const labels = buttons.map(({ label }) => label).join('|');
    const check = sessions
      .map(({ feedback }) => feedback.check)
      .find(({ options }) => options.map(({ text }) => text).join('|') === labels);
    if (check && chance(`${words} right`) < rightAnswers) return buttons[check.right - 1];
  }
  if (kind === 'rate') {
    const least = seed.includes('before') ? 1 : 2;
    return pick(buttons.slice(least), words);
  }
  return pick(
    kind === 'choose' ? buttons.filter(({ label }) => !label.startsWith('in my own')) : buttons,
    words,
  );
};
