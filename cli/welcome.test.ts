import { expect, it, jest } from '@jest/globals';
import { readConfig } from '../subgraphs/shared/config.ts';
import { printWelcome } from './welcome.ts';

const provider = { JWKS_URL: 'https://id/keys', JWT_ISSUER: 'https://id', JWT_AUDIENCE: 'us' };

it.each([
  [{ NODE_ENV: 'production' }, 'those that npm run token makes'],
  [provider, 'those of https://id for us'],
  [
    { ...provider, NODE_ENV: 'production', LOCAL_TOKENS: 'on' },
    'those of https://id for us, and those that npm run token makes',
  ],
])(
  'with %j a start prints where tokens come from, and none',
  async (env: Record<string, string>, sources) => {
    const printed: string[] = [];
    using _console = jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
    // Nothing listens there: a start that asked the graph for something to print would fail.
    await printWelcome({ url: 'http://localhost:1', secret: 'x'.repeat(32), config: readConfig(env, []) });
    const text = printed.join('\n');
    expect(text).toContain('graph      http://localhost:1/graphql');
    expect(text).toContain(`Tokens\n  ${sources}`);
    expect(text).not.toContain('eyJ');
  },
);
