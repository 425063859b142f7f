import { z } from 'zod';
import { messageKinds } from '../messages/owed.ts';
import type { Letter } from '../use-cases/delivery-ports.ts';

/** How a platform names one of its messages. */
export const reference = z.record(z.string(), z.string());

/** Of a row of the ledger, as `letterColumns` select it. */
export const letterRow = z.object({
  subjectKind: z.enum(['series', 'session']),
  subjectId: z.string(),
  kind: z.enum(messageKinds),
  recipient: z.string(),
  run: z.number(),
});

/** In a statement in which `deliveries` is called `delivery`. */
export const letterColumns = `delivery.subject_kind as "subjectKind", delivery.subject_id as "subjectId", delivery.kind,
  delivery.recipient, delivery.run`;

/** What was selected so, with whatever was selected beside. */
export const withLetter = <Row extends z.infer<typeof letterRow>>({
  subjectKind,
  subjectId,
  ...rest
}: Row): Omit<Row, 'subjectKind' | 'subjectId'> & Pick<Letter, 'subject'> => ({
  ...rest,
  subject: { kind: subjectKind, id: subjectId },
});
