import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** One key pair as a login or channel service signs with it. */
export type SigningKey = { id: string; privateKey: CryptoKey; publicKey: CryptoKey; jwk: JWK };

export type SigningKeys = {
  /** Of the channel service for Teams. */
  channel: SigningKey;
  /** Of the channel service for other channels. */
  otherChannel: SigningKey;
  /** Of the login service. */
  login: SigningKey;
  /** Published nowhere. */
  unknown: SigningKey;
};

const newKey = async (): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(jwk);
  return { id, privateKey, publicKey, jwk: { ...jwk, kid: id, x5t: id, use: 'sig' } };
};

const newKeys = async (): Promise<SigningKeys> => {
  const [channel, otherChannel, login, unknown] = await Promise.all([newKey(), newKey(), newKey(), newKey()]);
  return { channel, otherChannel, login, unknown };
};

let keys: Promise<SigningKeys> | undefined;

/** Made once a process: that takes a while, and a bot that runs on would not look for new ones within the hour. */
export const signingKeys = (): Promise<SigningKeys> => {
  keys ??= newKeys();
  return keys;
};
