import type { Interaction } from '../messages/interaction.ts';
import type { Block } from '../messages/message.ts';
import { phaseOf } from '../session/answer.ts';
import type { PhaseNumber } from '../session/rules.ts';
import type { Line } from '../texts/line.ts';
import { createCompose } from '../use-cases/compose-message.ts';
import type { Caller, Context } from '../use-cases/context.ts';

/**
 * The question that somebody has answered, as it stands now: a receipt takes the place of its card, and whoever would
 * answer anew needs it still. Nothing where something else was pressed, or it was pressed elsewhere.
 */
export type QuestionNow = (by: Caller, interaction: Interaction) => Promise<readonly Block[]>;

/** A receipt without its question is better than none in time. */
const composedWithinMs = 700;

/** Composes it of what is stored at the moment of the press; one that takes too long, or fails, is left out. */
export const createQuestionNow =
  (context: Context): QuestionNow =>
  async (by, interaction) => {
    const phase = phaseAnswered(interaction);
    if (!('session' in interaction) || phase === undefined || by.isDirect) return [];
    const signal = AbortSignal.timeout(composedWithinMs);
    const compose = createCompose({
      texts: context.texts,
      transaction: (workspace, work) => context.transaction(workspace, work, signal),
    });
    const letter = {
      subject: { kind: 'session', id: interaction.session },
      kind: `prompt-${phase}`,
      recipient: '',
      // An edit of what stands is composed alike for every run.
      run: 1,
    } as const;
    try {
      const composed = await compose(by.workspace, letter, context.now(), 'edit');
      return 'say' in composed ? withoutCalls(composed.say.blocks) : [];
    } catch {
      return [];
    }
  };

const phaseAnswered = (interaction: Interaction): PhaseNumber | undefined =>
  interaction.do === 'choose' || interaction.do === 'rate' ? phaseOf[interaction.question] : undefined;

/** Nobody is called once more. */
const withoutCalls = (blocks: readonly Block[]): Block[] =>
  blocks.filter(
    (block) =>
      !(block.kind === 'text' && block.lines.some(isCalling)) &&
      !(block.kind === 'note' && isCalling(block.line)),
  );

const isCalling = (line: Line): boolean => line.some((span) => typeof span !== 'string' && 'call' in span);
