import type { Deed, Done } from './protocol.ts';

/** Tells the server what somebody does. */
export const act = async (deed: Deed): Promise<Done> => {
  try {
    const response = await fetch('/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    if (!response.ok) return { error: `The sandbox answered ${response.status}.` };
    return (await response.json()) as Done;
  } catch {
    return { error: 'The sandbox does not answer. Is it still running in the terminal?' };
  }
};
