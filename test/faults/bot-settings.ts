import type { BotSettings } from '../../src/app.ts';
import type { DeliveryLimits } from '../../src/delivery/delivery-limits.ts';
import { type Proxies, throughPort } from './proxies.ts';
import type { SwarmPlatform } from './swarm-platform.ts';

/** Of a real bot, but for its windows and for what a local platform need not be spared. */
export const botSettings = (
  databaseUrl: string,
  platform: SwarmPlatform,
  proxies: Proxies | undefined,
  delivery: Partial<DeliveryLimits>,
): BotSettings => ({
  database: {
    url: proxies ? throughPort(databaseUrl, proxies.database.port) : databaseUrl,
    server: 'real',
  },
  ...platform.botSettings(proxies?.platform.port),
  port: 0,
  delivery,
});
