import { createContext } from 'react';
import type { ValueShown } from '../../slack-protocol.ts';

/** What stands in the fields of the form around; messages keep nothing in theirs. */
export type ValueOf = (blockId: string, actionId: string) => ValueShown | undefined;

export const ValuesContext = createContext<ValueOf>(() => undefined);
