import { issueToken } from '../gateway/access/tokens.ts';
import { FirstAgentsDocument } from './generated/operations.ts';
import { createGraphClient } from './graph-client.ts';
import { bold, cyan, dim } from './terminal.ts';

/** Prints where everything is, a token per role, and three things to try. */
export async function printWelcome({ url, secret }: { url: string; secret: string }): Promise<void> {
  const admin = await issueToken(secret, { role: 'admin' });
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

  console.log(`
${bold('Addresses')}
  graph      ${cyan(`${url}/graphql`)}   (HTTP, and WebSocket for subscriptions)
  console    ${cyan(`${url}/#token=${admin}`)}
  health     ${url}/health/live   ${url}/health/ready

${bold('Tokens')} ${dim('(30 days; header "authorization: Bearer TOKEN"; more by: npm run token -- --role ROLE)')}`);
  for (const [role, token] of tokens) {
    const who = role === 'agent' ? dim(` # ${agent?.name}`) : '';
    console.log(`  ${role.padEnd(10)} ${token}${who}`);
  }
  console.log(`
${bold('Three things to try')}
  1. open the console above and press play
  2. npm run demo                      ${dim('# a day at the desk, with live coaching')}
  3. curl ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${dim('TOKEN')}' \\
       -d '{"query":"{ leads { totalCount edges { node { id status score { value } } } } }"}'

${dim('Ctrl-C stops everything in order. The data stays.')}`);
}
