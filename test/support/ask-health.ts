/** What a bot's HTTP server answers to a question about its health. */
export const askHealth = async (
  port: number | string,
  path: '/healthz' | '/readyz',
  init: RequestInit = {},
): Promise<{ status: number; body: unknown; headers: Headers }> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
};
