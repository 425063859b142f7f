import type { TeamsSettings } from './teams-settings.ts';

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether secrets may go to an address: by https, or, with the local Teams, to this machine. */
export const isSafe = (address: string, isSandbox: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return true;
  return isSandbox && protocol === 'http:' && loopback.has(hostname);
};

type Allowing = Pick<TeamsSettings, 'isSandbox'> & { cloud: { serviceHosts: readonly string[] } };

/**
 * Whether the bot's token may be sent to a connector at this address: by https, to a host of the cloud. An activity names
 * the address, so it is looked at when it arrives and before every call (platforms, Teams).
 */
export const isAllowed = (serviceUrl: string, { cloud, isSandbox }: Allowing): boolean => {
  if (!isSafe(serviceUrl, isSandbox)) return false;
  const { hostname, port, search, hash, protocol } = new URL(serviceUrl);
  if (search !== '' || hash !== '' || (protocol === 'https:' && port !== '')) return false;
  return cloud.serviceHosts.some((host) =>
    host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host,
  );
};
