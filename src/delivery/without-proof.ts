import type { MessageKind } from '../messages/owed.ts';

/**
 * What becomes of a doubtful message where nobody can look whether it stands (reliability 2.5): it is sent once more
 * after evidence was waited for; the session's card is brought up to date instead; or nothing, where the message is
 * seen by one member only and leaves no trace, and says what the prompt shows to everybody.
 */
export const withoutProof: Readonly<Record<MessageKind, 'resend' | 'edit-card' | 'nothing'>> = {
  announcement: 'resend',
  'lead-left': 'resend',
  'channel-closed': 'resend',
  card: 'resend',
  desk: 'resend',
  'prompt-1': 'resend',
  'prompt-2': 'resend',
  'prompt-3': 'resend',
  'prompt-4': 'resend',
  'check-note': 'nothing',
  recap: 'edit-card',
};
