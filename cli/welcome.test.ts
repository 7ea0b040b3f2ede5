import { expect, it, jest } from '@jest/globals';
import { readConfig } from '../subgraphs/shared/config.ts';
import { printWelcome } from './welcome.ts';

const provider = { JWKS_URL: 'https://id/keys', JWT_ISSUER: 'https://id', JWT_AUDIENCE: 'us' };

/** Nothing listens there: a start that asked the graph for something to print would fail. */
async function printed(env: Record<string, string>): Promise<string> {
  const lines: string[] = [];
  using _console = jest.spyOn(console, 'log').mockImplementation((text) => void lines.push(String(text)));
  await printWelcome({ url: 'http://localhost:1', secret: 'x'.repeat(32), config: readConfig(env, []) });
  return lines.join('\n');
}

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
    const text = await printed(env);
    expect(text).toContain('graph      http://localhost:1/graphql');
    expect(text).toContain(`Tokens\n  ${sources}`);
    expect(text).not.toContain('eyJ');
  },
);

it.each([
  [provider, true],
  [{ ...provider, CONSOLE: 'off' }, false],
  [{ NODE_ENV: 'production' }, false],
  [{ NODE_ENV: 'production', CONSOLE: 'on' }, true],
])('with %j the address of the console is printed: %s', async (env: Record<string, string>, isPrinted) => {
  expect((await printed(env)).includes('console    http://localhost:1/')).toBe(isPrinted);
});
