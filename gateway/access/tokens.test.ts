import { describe, expect, it } from '@jest/globals';
import { callerOf, issueToken } from './tokens.ts';

const secret = 'a secret of at least thirty-two characters';

describe('a token', () => {
  it('should say who it stands for, the first time and again', async () => {
    const authorization = `Bearer ${await issueToken(secret, { role: 'agent', agentId: '7' })}`;
    const first = await callerOf(secret, authorization);
    expect(first.viewer).toEqual({ subject: 'agent:7', role: 'agent', agentId: '7' });
    expect(await callerOf(secret, authorization)).toEqual(first);
  });

  it('should be refused once it has expired, also when it was accepted before', async () => {
    const token = await issueToken(secret, { role: 'manager', lifetimeSeconds: 60 });
    const { expiresAt } = await callerOf(secret, `Bearer ${token}`);
    const justBefore = () => (expiresAt as number) + 4_999;
    const after = () => (expiresAt as number) + 5_000;
    await expect(callerOf(secret, `Bearer ${token}`, justBefore)).resolves.toMatchObject({ expiresAt });
    await expect(callerOf(secret, `Bearer ${token}`, after)).rejects.toThrow('The token has expired.');
  });

  it('should be refused by an installation with another secret, also when another one accepted it', async () => {
    const token = await issueToken(secret, { role: 'manager' });
    await callerOf(secret, `Bearer ${token}`);
    await expect(callerOf(`${secret}!`, `Bearer ${token}`)).rejects.toThrow('The token is not valid here.');
  });

  it('should be refused when a character of it was changed', async () => {
    const token = await issueToken(secret, { role: 'manager' });
    await callerOf(secret, `Bearer ${token}`);
    const [head, body, signature = ''] = token.split('.');
    const forged = [head, body, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.');
    await expect(callerOf(secret, `Bearer ${forged}`)).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  });
});
