import { describe, expect, test } from '@jest/globals';
import { governmentCloud, publicCloud } from '../../../src/teams/cloud.ts';
import { isAllowed } from '../../../src/teams/connector-address.ts';

const inPublic = { cloud: publicCloud('t'), isSandbox: false };
const local = { cloud: { serviceHosts: ['127.0.0.1'] }, isSandbox: true };

describe('A connector', () => {
  test.each(['https://smba.trafficmanager.net/emea/', 'https://smba.trafficmanager.net/teams/'])(
    'at %s may have the token',
    (address) => expect(isAllowed(address, inPublic)).toBe(true),
  );

  test.each([
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net.example.com/',
    'https://evilsmba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/emea/',
    'https://somebody@smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/?x=1',
    'https://trafficmanager.net/',
    'https://127.0.0.1/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'smba',
    '',
  ])('at "%s" may not', (address) => expect(isAllowed(address, inPublic)).toBe(false));

  test('of a cloud is allowed in that one alone', () => {
    const inGovernment = { cloud: governmentCloud('t'), isSandbox: false };
    expect(isAllowed('https://smba.infra.gov.teams.microsoft.us/teams/', inGovernment)).toBe(true);
    expect(isAllowed('https://smba.trafficmanager.net/emea/', inGovernment)).toBe(false);
  });

  test('in the clear is this machine alone, and only with the local Teams', () => {
    expect(isAllowed('http://127.0.0.1:3978/emea/t/', local)).toBe(true);
    expect(isAllowed('http://127.0.0.1:3978/emea/t/', { ...local, isSandbox: false })).toBe(false);
    expect(isAllowed('http://10.0.0.1/', { cloud: { serviceHosts: ['10.0.0.1'] }, isSandbox: true })).toBe(
      false,
    );
  });

  test.each([publicCloud('t'), governmentCloud('t')])('is known of every cloud', (cloud) => {
    expect(isAllowed(cloud.serviceUrl, { cloud, isSandbox: false })).toBe(true);
    expect(cloud.tokenUrl).toMatch(/^https:\/\/login\.microsoftonline\.(com|us)\/t\/oauth2\/v2\.0\/token$/);
  });
});
