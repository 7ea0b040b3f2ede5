import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function newKey(algorithm = 'ES256'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  return { kid, privateKey, publicKey, jwk };
}

export const issuer = 'https://id.example.com';
export const audience = 'leadgraph';

/** An identity provider as far as others see it: tokens, and a URL with keys. */
export interface IdentityProvider extends AsyncDisposable {
  readonly jwksUrl: string;
  /** The keys it publishes now. */
  published: readonly JWK[];
  /** How it answers: with its keys, with a status, with other text, not at all, or not even a connection. */
  behaviour: 'keys' | 'fails' | 'nonsense' | 'huge' | 'silent' | 'gone';
  /** How often it was asked. */
  readonly asked: number;
  /** A token of an admin, signed with `key`. */
  sign(key: SigningKey, changes?: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>;
}

/** @param nowMs what time it is for its tokens */
export async function startIdentityProvider(nowMs: () => number = Date.now): Promise<IdentityProvider> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const answers = {
      keys: () => response.end(JSON.stringify({ keys: provider.published })),
      fails: () => response.writeHead(500).end('{}'),
      nonsense: () => response.end('<html>Sign in</html>'),
      huge: () => response.end(`{"keys":[],"x":"${'x'.repeat(2 * 1024 * 1024)}"}`),
      silent: () => undefined,
      gone: () => request.socket.destroy(),
    };
    answers[provider.behaviour]();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const provider: IdentityProvider = {
    jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    published: [],
    behaviour: 'keys',
    get asked() {
      return asked;
    },
    sign({ kid, jwk, privateKey }, changes = {}, header = {}) {
      const seconds = Math.floor(nowMs() / 1_000);
      const times = { iat: seconds, exp: seconds + 3_600 };
      const claims = { iss: issuer, aud: audience, sub: 'ada', role: 'admin', ...times, ...changes };
      const given = Object.entries(claims).filter(([, value]) => value !== undefined);
      return new SignJWT(Object.fromEntries(given))
        .setProtectedHeader({ alg: jwk.alg as string, kid, ...header })
        .sign(privateKey);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;
}
