import { connectionFault } from '../errors.ts';
import { LoginRefused, LoginUnavailable } from './bot-token.ts';
import { ConnectorRefusal } from './connector.ts';
import { TeamsSettingsError } from './teams-settings.ts';

/**
 * Why Microsoft does not let the bot in, or it does not even ask, as a code of `use-cases/advice.ts`: the login service's
 * own where it gave one. Undefined for any other fault.
 */
export const teamsFault = (fault: unknown): string | undefined =>
  fault instanceof LoginRefused || fault instanceof LoginUnavailable || fault instanceof TeamsSettingsError
    ? fault.code
    : connectionFault(fault);

/** The code with which the login service or the connector refuses the bot itself, if one of them does. */
export const tokenRefusalOf = (fault: unknown): string | undefined => {
  if (fault instanceof LoginRefused) return fault.code;
  return fault instanceof ConnectorRefusal && fault.status === 401 ? 'token-not-taken' : undefined;
};
