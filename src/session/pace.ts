import { defaultPhaseMinutes, minute, type PhaseMinutes, rules } from './rules.ts';
import type { Mode, Plan } from './session.ts';

/** How long each phase of a self-paced session may stay open, in hours. */
export const windowHours = [4, 24] as const;
export type WindowHours = (typeof windowHours)[number];

/**
 * How long the phases of a session are.
 * @param hours how long each stays open where everybody works at their own pace
 */
export const phaseMinutesOf = (mode: Mode, hours: WindowHours): PhaseMinutes => {
  const minutes = hours * 60;
  return mode === 'self-paced' ? [minutes, minutes, minutes, minutes] : defaultPhaseMinutes;
};

/** Phases stay open for hours, everybody answers when it suits them, and nobody counts minutes. */
export const isSelfPaced = ({ mode }: Pick<Plan, 'mode'>): boolean => mode === 'self-paced';

/** What a session's own pace makes of the rules: a self-paced one needs no minute to talk and no punctual start. */
export const paceOf = (plan: Plan) =>
  isSelfPaced(plan)
    ? {
        talkMs: 0,
        earliestRevealMs: rules.earliestSelfPacedRevealMs,
        latestStartMs: plan.phaseMinutes[0] * minute,
      }
    : {
        talkMs: rules.talkMs,
        earliestRevealMs: rules.earliestRevealMs,
        latestStartMs: rules.latestStartMs,
      };
