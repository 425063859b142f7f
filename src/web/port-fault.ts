/** Why the server cannot listen, as a code of `use-cases/advice.ts`; undefined where the port is not to blame. */
export const portFault = (fault: unknown): string | undefined => {
  const { code } = fault as { code?: unknown };
  if (code === 'EADDRINUSE') return 'in-use';
  return code === 'EACCES' ? 'forbidden' : undefined;
};
