import type { Interaction } from '../../src/messages/interaction.ts';
import type { Answer } from './check-answers.ts';

/** The answer that a press by itself gives, if it gives one. */
export const answerBy = (
  interaction: Interaction | undefined,
): Pick<Answer, 'question' | 'value'> | undefined => {
  if (interaction?.do === 'choose') {
    return { question: interaction.question, value: `choice ${interaction.option}` };
  }
  return interaction?.do === 'nothing-to-add' ? { question: 'list', value: 'nothing' } : undefined;
};
