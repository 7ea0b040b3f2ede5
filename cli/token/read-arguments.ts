import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { TokenRequest } from '../../gateway/access/tokens.ts';
import { isId } from '../../subgraphs/shared/connection.ts';
import { roles } from '../../subgraphs/shared/context.ts';
import type { Role } from '../../subgraphs/shared/context.ts';
import { messageOf } from '../../subgraphs/shared/errors.ts';
import { scopes as knownScopes } from '../../subgraphs/shared/scopes.ts';
import { SettingError } from '../../subgraphs/shared/settings.ts';

export const tokenUsage = `npm run token -- --role ROLE [options]

  --role ROLE        ${roles.join(', ')}
  --subject NAME     who it stands for; default: the role, or agent:ID
  --agent ID         the agent that a token of role agent acts as
  --team NAME        a team that a token of role manager manages; may be repeated; default: main
  --client NAME      the application whose published operations the caller runs
  --scope SCOPES     what the token allows, instead of all that its role may; may be repeated, or several in one
                     text with spaces between; "" for none at all:
                     ${knownScopes.slice(0, 6).join(' ')}
                     ${knownScopes.slice(6).join(' ')}
  --expires TIME     how long it is valid: a number with s, m, h or d, such as 15m; default: 30d, at most 3650d
  --help             this text`;

const options = {
  role: { type: 'string' },
  subject: { type: 'string' },
  agent: { type: 'string' },
  team: { type: 'string', multiple: true },
  client: { type: 'string' },
  scope: { type: 'string', multiple: true },
  expires: { type: 'string' },
  help: { type: 'boolean' },
} satisfies ParseArgsConfig['options'];

/**
 * Reads the arguments of `npm run token`.
 *
 * @returns what token is wanted, or `help` when the usage is
 * @throws SettingError naming the argument that is not of its form
 * @throws Error with the usage where an argument is not known
 */
export function readTokenArguments(args: readonly string[]): TokenRequest | 'help' {
  const { help, role: roleText, subject, agent, team, client, scope, expires } = parse(args);
  if (help === true) return 'help';
  const role = roles.find((known) => known === roleText);
  if (role === undefined) throw new SettingError('--role', `one of ${roles.join(', ')}`, roleText);
  return {
    role,
    subject: nameIn('--subject', subject),
    agentId: agentOf(agent, role),
    teams: teamsOf(team, role),
    client: nameIn('--client', client),
    scopes: scope === undefined ? undefined : scopesIn(scope),
    lifetimeSeconds: expires === undefined ? undefined : secondsIn(expires),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [reason] = messageOf(error).split(/\. |\n/);
    throw new Error(`${reason}\n\n${tokenUsage}`);
  }
}

function nameIn(argument: string, text: string | undefined): string | undefined {
  if (text === undefined || (text.trim() === text && text !== '' && text.length <= 200)) return text;
  throw new SettingError(argument, 'a name of 1 to 200 characters without spaces around it', text);
}

function agentOf(agent: string | undefined, role: Role): string | undefined {
  if (agent === undefined) return undefined;
  if (!isId(agent)) throw new SettingError('--agent', "an agent's id", agent);
  if (role !== 'agent') throw new SettingError('--agent', 'the role agent with it', role);
  return agent;
}

function teamsOf(teams: readonly string[] | undefined, role: Role): readonly string[] | undefined {
  if (teams === undefined) return undefined;
  if (role !== 'manager') throw new SettingError('--team', 'the role manager with it', role);
  return [...new Set(teams.map((team) => nameIn('--team', team) as string))];
}

function scopesIn(texts: readonly string[]): readonly string[] {
  const named = texts.flatMap((text) => text.split(/\s+/)).filter((name) => name !== '');
  const unknown = named.find((name) => !knownScopes.some((known) => known === name));
  if (unknown !== undefined) throw new SettingError('--scope', `some of ${knownScopes.join(', ')}`, unknown);
  return [...new Set(named)];
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const longestSeconds = 3_650 * 86_400;

function secondsIn(text: string): number {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (secondsOf[unit] ?? Number.NaN);
  if (seconds >= 1 && seconds <= longestSeconds) return seconds;
  throw new SettingError('--expires', 'a time from 1s to 3650d, such as 15m, 12h or 30d', text);
}
