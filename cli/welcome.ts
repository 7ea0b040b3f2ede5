import { issueToken } from '../gateway/access/tokens.ts';
import type { Config } from '../subgraphs/shared/config.ts';
import { FirstAgentsDocument } from './generated/operations.ts';
import { createGraphClient } from './graph-client.ts';
import { bold, cyan, dim } from './terminal.ts';

interface WelcomeOptions {
  readonly url: string;
  readonly secret: string;
  readonly config: Config;
}

/**
 * Prints where everything is and, in development, a token per role and what to try. What is printed in production
 * ends up in a log: tokens do not.
 */
export async function printWelcome(options: WelcomeOptions): Promise<void> {
  const { url, secret, config } = options;
  const showsTokens = config.tokens.acceptsLocal && config.environment !== 'production';
  const admin = showsTokens ? await issueToken(secret, { role: 'admin' }) : undefined;
  const addresses = [
    `graph      ${cyan(`${url}/graphql`)}   (HTTP, and WebSocket for subscriptions)`,
    ...(config.isConsoleServed
      ? [`console    ${cyan(`${url}/${admin === undefined ? '' : `#token=${admin}`}`)}`]
      : []),
    `health     ${url}/health/live   ${url}/health/ready`,
  ];
  console.log(`
${bold('Addresses')}
  ${addresses.join('\n  ')}
`);
  if (admin === undefined) console.log(whereTokensComeFrom(config));
  else await printTokens(options, admin);
  console.log(`
${dim('Ctrl-C stops everything in order. The data stays.')}`);
}

function whereTokensComeFrom({ tokens: { provider, acceptsLocal } }: Config): string {
  const sources = [
    ...(provider === undefined ? [] : [`those of ${provider.issuer} for ${provider.audience}`]),
    ...(acceptsLocal ? ['those that npm run token makes'] : []),
  ];
  return `${bold('Tokens')}\n  ${sources.join(', and ')}`;
}

async function printTokens({ url, secret, config }: WelcomeOptions, admin: string): Promise<void> {
  const client = createGraphClient({ url: `${url}/graphql`, token: admin });
  const { agents } = await client.request(FirstAgentsDocument, { first: 1 });
  const agent = agents.edges[0]?.node;
  const tokens = [
    ['integrator', await issueToken(secret, { role: 'integrator' })],
    ...(agent === undefined
      ? []
      : [['agent', await issueToken(secret, { role: 'agent', agentId: agent.id })]]),
    ['manager', await issueToken(secret, { role: 'manager' })],
    ['admin', admin],
  ] as const;
  console.log(
    `${bold('Tokens')} ${dim('(30 days; header "authorization: Bearer TOKEN"; more by: npm run token -- --role ROLE)')}`,
  );
  for (const [role, token] of tokens) {
    const note =
      role === 'agent' ? agent?.name : role === 'integrator' ? 'published operations only' : undefined;
    console.log(`  ${role.padEnd(10)} ${token}${note === undefined ? '' : dim(` # ${note}`)}`);
  }
  const toTry = [
    ...(config.isConsoleServed ? ['open the console above and press play'] : []),
    `npm run demo                      ${dim('# a day at the desk, with live coaching')}`,
    `curl ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${dim('TOKEN')}' \\
       -d '{"query":"{ leads { totalCount edges { node { id status score { value } } } } }"}'`,
  ];
  console.log(`
${bold(`${config.isConsoleServed ? 'Three' : 'Two'} things to try`)}
${toTry.map((what, place) => `  ${place + 1}. ${what}`).join('\n')}`);
}
