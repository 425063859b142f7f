import { cloudOf, type NamedCloud, type TeamsCloud } from './cloud.ts';
import { isAllowed, isSafe } from './connector-address.ts';
import type { TeamsRates } from './limits.ts';

export type TeamsSettings = {
  /** The bot's registration with Microsoft Entra, single-tenant. */
  appId: string;
  credential: { kind: 'password'; password: string } | { kind: 'managed-identity' };
  /** What it is called in Teams, as in its app package. */
  appName: string;
  /** The one tenant that is served. */
  tenantId: string;
  cloud: TeamsCloud;
  /** Whether the local Teams is meant: only then plain HTTP will do, on this machine alone. */
  isSandbox: boolean;
  /** Who may change what only an admin may: ids in the directory, mail addresses, or the names that people log in with. */
  admins?: readonly string[] | undefined;
  /**
   * Whether the app package asks the teams' owners to let it read what is written in their channels: then the bot can look
   * up whether a message of its own stands.
   */
  looksUp: boolean;
  /** Teams' documented rates unless others are meant: a local Teams need not be spared. */
  rates?: TeamsRates;
};

/** What is configured, with the addresses of its cloud. */
export const settingsIn = ({
  cloud,
  ...others
}: Pick<TeamsSettings, 'appId' | 'credential' | 'appName' | 'tenantId' | 'admins' | 'looksUp'> & {
  cloud: NamedCloud;
}): TeamsSettings => ({
  ...others,
  cloud: cloudOf(others.tenantId, cloud),
  isSandbox: false,
});

/** The settings cannot be meant: without an app id, say, botbuilder would let everybody in. */
export class TeamsSettingsError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the settings for Teams are not usable: ${code}`);
    this.name = 'TeamsSettingsError';
    this.code = code;
  }
}

/** @throws TeamsSettingsError where the bot would run without authentication, talk in the clear, or never call Teams */
export const assertUsable = ({ appId, credential, tenantId, cloud, isSandbox }: TeamsSettings): void => {
  if (appId.trim() === '') throw new TeamsSettingsError('app-id-missing');
  if (tenantId.trim() === '') throw new TeamsSettingsError('tenant-id-missing');
  if (credential.kind === 'password' && credential.password === '') {
    throw new TeamsSettingsError('password-missing');
  }
  const { openIdMetadata, tokenUrl, serviceUrl, graphUrl, webUrl } = cloud;
  for (const address of [openIdMetadata, tokenUrl, serviceUrl, graphUrl, webUrl]) {
    if (!isSafe(address, isSandbox)) throw new TeamsSettingsError('address-not-https');
  }
  if (!isAllowed(serviceUrl, { cloud, isSandbox })) throw new TeamsSettingsError('service-url-elsewhere');
};
