import { expect, test } from '@jest/globals';
import { messagesThatShow, type Trace } from '../../../src/messages/traces.ts';
import type { Session } from '../../../src/session/session.ts';

test.each<[string, Trace[], Session['status'], string[]]>([
  ['who signed up is counted on the card and the desk', ['in'], 'planned', ['card', 'desk']],
  [
    'who is called is mentioned in the first prompt besides',
    ['called', 'in'],
    'running',
    ['card', 'desk', 'prompt-1'],
  ],
  ['who was only in a session that is over shows nowhere', ['in'], 'closed', []],
  ['a call that was never taken away stays in the first prompt', ['called', 'in'], 'closed', ['prompt-1']],
  [
    'a first answer is counted where it was opened and repeated, and its author took part',
    ['in', 'warm-up'],
    'closed',
    ['card', 'prompt-1', 'prompt-2', 'recap'],
  ],
  [
    'a list stands in the third prompt and perhaps in the recap',
    ['list'],
    'closed',
    ['card', 'prompt-3', 'recap'],
  ],
  [
    'and with its star on the desk while that shows it',
    ['list'],
    'collecting',
    ['card', 'desk', 'prompt-3', 'recap'],
  ],
  ['a late answer is counted in the recap alone', ['late'], 'closed', ['recap']],
  ['what somebody knew stands in the recap alone', ['known'], 'closed', ['recap']],
  ['who led it is named by its card and two prompts', ['lead'], 'closed', ['card', 'prompt-2', 'prompt-4']],
  ['who cancelled it is named by card and desk', ['changer'], 'closed', ['card', 'desk']],
])('%s', (_, traces, status, kinds) => {
  expect(messagesThatShow(traces, status).toSorted()).toEqual(kinds);
});
