export type Answer = {
  session: string;
  member: string;
  question: string;
  value: string;
};

/** A press by which somebody answered; the presses of one person are in their order. */
export type Pressed = Answer & {
  /** They saw that it was saved. */
  confirmed: boolean;
};

/** An answer that the database holds. One in time and a late one may stand side by side. */
export type Stored = Answer & { late: boolean };

export type AnswerFindings = {
  confirmed: number;
  /** Confirmed presses of which the database holds neither that value nor one that was pressed after it. */
  lost: Pressed[];
  /** Stored twice, or never pressed. */
  extra: Stored[];
};

/** Counts in the database what people saw confirmed: the last value wins; what was not confirmed may be there or not. */
export const checkAnswers = (pressed: readonly Pressed[], stored: readonly Stored[]): AnswerFindings => {
  const pressesOf = Map.groupBy(pressed, nameOf);
  const storedOf = Map.groupBy(stored, nameOf);
  const lost = [...pressesOf.values()].flatMap((presses) => {
    const last = presses.findLastIndex(({ confirmed }) => confirmed);
    if (last < 0) return [];
    const held = storedOf.get(nameOf(presses[last]!)) ?? [];
    const isHeld = presses.slice(last).some(({ value }) => held.some((answer) => answer.value === value));
    return isHeld ? [] : [presses[last]!];
  });
  const extra = [...storedOf].flatMap(([name, answers]) => {
    const values = new Set(pressesOf.get(name)?.map(({ value }) => value));
    return answers.filter(
      (answer, index) =>
        !values.has(answer.value) || answers.findIndex(({ late }) => late === answer.late) < index,
    );
  });
  return { confirmed: pressed.filter(({ confirmed }) => confirmed).length, lost, extra };
};

const nameOf = ({ session, member, question }: Answer): string => `${session} ${member} ${question}`;
