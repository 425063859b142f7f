import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';

/** Look-up windows of the programme (reliability 2.5), and copies are looked for while it lasts. */
export const lookUpWindows: Pick<DeliveryLimits, 'proofAfterMs' | 'watchMs'> = {
  proofAfterMs: { answered: 2_500, 'cut-off': 4_500, 'owner-dead': 6_500 },
  watchMs: [4_000, 12_000],
};
