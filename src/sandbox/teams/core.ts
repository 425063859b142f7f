import type { Changes } from '../changes.ts';
import type { PlannedFaults } from '../planned-faults.ts';
import type { Traffic } from '../traffic.ts';
import type { Fault } from './control.ts';
import type { Deliveries } from './deliveries.ts';
import type { Rates } from './rates.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { Tokens } from './tokens.ts';
import type { World } from './world.ts';

/** The parts of one local Teams, wired in `local-teams.ts`. */
export type Core = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  appPassword: string;
  /** Whether the bot may read messages that do not mention it, and is told of them. */
  readsMessages: boolean;
  changes: Changes;
  world: World;
  traffic: Traffic;
  faults: PlannedFaults<Fault>;
  /** Only when rates are enforced. */
  rates: Rates | undefined;
  keys: SigningKeys;
  tokens: Tokens;
  deliveries: Deliveries;
  repeatInvokes: 'never' | 'same-id' | 'new-id';
  keepOwnCards: boolean;
};

/** Where the bot finds the connector for a tenant. */
export const serviceUrlOf = ({ url }: Core, tenantId: string): string => `${url}/emea/${tenantId}/`;
