import type { TeamsCloud } from './cloud.ts';
import type { TeamsRates } from './limits.ts';

export type TeamsSettings = {
  /** The bot's registration with Microsoft Entra, single-tenant. */
  appId: string;
  credential: { kind: 'password'; password: string } | { kind: 'managed-identity' };
  /** The one tenant that is served. */
  tenantId: string;
  cloud: TeamsCloud;
  /** Whether the local Teams is meant: only then plain HTTP will do, on this machine alone. */
  isSandbox: boolean;
  /** Teams' documented rates unless others are meant: a local Teams need not be spared. */
  rates?: TeamsRates;
};

/** The settings cannot be meant: without an app id, say, botbuilder would let everybody in. */
export class TeamsSettingsError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the settings for Teams are not usable: ${code}`);
    this.name = 'TeamsSettingsError';
    this.code = code;
  }
}

/** @throws TeamsSettingsError where the bot would run without authentication, or talk in the clear */
export const assertUsable = ({ appId, credential, tenantId, cloud, isSandbox }: TeamsSettings): void => {
  if (appId.trim() === '') throw new TeamsSettingsError('app-id-missing');
  if (tenantId.trim() === '') throw new TeamsSettingsError('tenant-id-missing');
  if (credential.kind === 'password' && credential.password === '') {
    throw new TeamsSettingsError('password-missing');
  }
  for (const address of [cloud.openIdMetadata, cloud.tokenUrl, cloud.serviceUrl]) {
    if (!isSafe(address, isSandbox)) throw new TeamsSettingsError('address-not-https');
  }
};

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether secrets may go to an address: by https, or, with the local Teams, to this machine. */
export const isSafe = (address: string, isSandbox: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return true;
  return isSandbox && protocol === 'http:' && loopback.has(hostname);
};
