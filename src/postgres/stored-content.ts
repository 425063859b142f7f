import { z } from 'zod';
import { type ReadySession, readySessionSchema } from '../templates/ready-session.ts';

/** Texts of a kilobyte or two. */
const mostKept = 1_000;
const kept = new Map<string, ReadySession>();

/**
 * What a session says, from a `jsonb` column read as text. Many sessions say the same, and nobody changes it in place,
 * so it is read once.
 */
export const storedContent = z.string().transform((text, context): ReadySession => {
  const known = kept.get(text);
  if (known) return known;
  const parsed = readySessionSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  }
  if (kept.size >= mostKept) kept.clear();
  kept.set(text, parsed.data);
  return parsed.data;
});
