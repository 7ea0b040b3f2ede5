import { describe, expect, it } from '@jest/globals';
import { readTokenArguments, tokenUsage } from './read-arguments.ts';

const read = (line: string) => readTokenArguments(line === '' ? [] : line.split(','));
const agent = '01890a5d-ac96-774b-bcce-b302099a8057';
const scopeNames =
  'leads:read, leads:write, personal-data:read, calls:read, calls:write, assignments:write, experiments:write, ' +
  'business:read, business:manage, webhooks:manage, audit:read, graph:introspect';

describe('arguments for a token', () => {
  it.each([
    ['--role,admin', { role: 'admin' }],
    [`--role,agent,--agent,${agent}`, { role: 'agent', agentId: agent }],
    [
      '--role,manager,--subject,ada,--team,north,--team,south,--team,north',
      { role: 'manager', subject: 'ada', teams: ['north', 'south'] },
    ],
    [
      '--role,integrator,--client,crm,--scope,leads:read leads:write,--scope,leads:read',
      { role: 'integrator', client: 'crm', scopes: ['leads:read', 'leads:write'] },
    ],
    ['--role,admin,--scope,', { role: 'admin', scopes: [] }],
    ['--role,admin,--expires,90s', { role: 'admin', lifetimeSeconds: 90 }],
    ['--role,admin,--expires,15m', { role: 'admin', lifetimeSeconds: 900 }],
    ['--role,admin,--expires,12h', { role: 'admin', lifetimeSeconds: 43_200 }],
    ['--role,admin,--expires,3650d', { role: 'admin', lifetimeSeconds: 315_360_000 }],
    ['--help', 'help'],
  ])('%s are read', (line, request) => {
    expect(read(line)).toEqual(request);
  });

  it.each([
    ['', '--role: expected one of integrator, agent, manager, admin, got nothing'],
    ['--role,system', '--role: expected one of integrator, agent, manager, admin, got "system"'],
    ['--role,agent,--agent,7', '--agent: expected an agent\'s id, got "7"'],
    [`--role,admin,--agent,${agent}`, '--agent: expected the role agent with it, got "admin"'],
    ['--role,agent,--team,north', '--team: expected the role manager with it, got "agent"'],
    [
      '--role,manager,--team,',
      '--team: expected a name of 1 to 200 characters without spaces around it, got ""',
    ],
    [
      '--role,admin,--subject, ada',
      '--subject: expected a name of 1 to 200 characters without spaces around it, got " ada"',
    ],
    [
      '--role,admin,--client,',
      '--client: expected a name of 1 to 200 characters without spaces around it, got ""',
    ],
    ['--role,admin,--scope,leads:read all', `--scope: expected some of ${scopeNames}, got "all"`],
    [
      '--role,admin,--expires,0s',
      '--expires: expected a time from 1s to 3650d, such as 15m, 12h or 30d, got "0s"',
    ],
    [
      '--role,admin,--expires,3651d',
      '--expires: expected a time from 1s to 3650d, such as 15m, 12h or 30d, got "3651d"',
    ],
    [
      '--role,admin,--expires,soon',
      '--expires: expected a time from 1s to 3650d, such as 15m, 12h or 30d, got "soon"',
    ],
    [
      '--role,admin,--expires,15',
      '--expires: expected a time from 1s to 3650d, such as 15m, 12h or 30d, got "15"',
    ],
    ['--rule,admin', `Unknown option '--rule'\n\n${tokenUsage}`],
    ['--role', `Option '--role <value>' argument missing\n\n${tokenUsage}`],
    ['admin', `Unexpected argument 'admin'\n\n${tokenUsage}`],
  ])('%j are refused', (line, message) => {
    expect(() => read(line)).toThrow(new Error(message));
  });
});
