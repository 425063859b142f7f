import type { SendFile } from '../use-cases/file-port.ts';

/** A bot in Teams sends no files without a consent of each member's, so what they ask for is shown in pages. */
export const sendFile: SendFile = async () => ({ kind: 'unable', scope: undefined });
