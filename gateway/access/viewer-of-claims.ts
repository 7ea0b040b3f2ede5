import { roles } from '../../subgraphs/shared/context.ts';
import type { Role, Viewer } from '../../subgraphs/shared/context.ts';
import type { ClaimNames } from '../../subgraphs/shared/token-settings.ts';
import { isStorable } from '../../subgraphs/shared/text.ts';
import { unauthenticated } from './errors.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The team of agents and managers whom nobody has put into another. */
const mainTeam = 'main';

/**
 * Whom a token's claims speak of. A name with dots is a claim of that name or, where there is none, one within another, as
 * `realm_access.roles`. Scopes may come as a list or as one text with spaces between (RFC 8693, `scope`).
 *
 * @throws UNAUTHENTICATED when they do not name one subject and one role, or a claim is not of its form
 */
export function viewerOfClaims(claims: Claims, names: ClaimNames): Viewer {
  const role = roleOf(claims, names.role);
  const agentId = textIn(claims, names.agent);
  return {
    subject: textIn(claims, 'sub') ?? refuse('sub', 'a text'),
    role,
    agentId,
    teams: role === 'manager' ? teamsOf(claims, names.teams) : undefined,
    client: textIn(claims, names.client),
    scopes: listIn(claims, names.scope)?.flatMap((text) => text.split(' ').filter((part) => part !== '')),
  };
}

function roleOf(claims: Claims, name: string): Role {
  const given = listIn(claims, name) ?? [];
  const known = [...new Set(roles.filter((role) => given.includes(role)))];
  // With several of them it would be for us to choose what somebody may do.
  if (known.length === 1) return known[0] as Role;
  return refuse(name, `one of ${roles.join(', ')}`);
}

function teamsOf(claims: Claims, name: string): readonly string[] {
  return listIn(claims, name) ?? [mainTeam];
}

function textIn(claims: Claims, name: string): string | undefined {
  const value = valueIn(claims, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') return refuse(name, 'a text');
  // Who sent a lead in, or whose it is, is written down as it stands.
  return isStorable(value) ? value : refuse(name, 'a text of Unicode without NUL');
}

function listIn(claims: Claims, name: string): readonly string[] | undefined {
  const value = valueIn(claims, name);
  if (value === undefined || value === null) return undefined;
  const list = typeof value === 'string' ? [value] : value;
  if (Array.isArray(list) && list.every((each) => typeof each === 'string')) return list;
  return refuse(name, 'a list of texts');
}

function valueIn(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>((within, part) => {
    const isObject = typeof within === 'object' && within !== null && Object.hasOwn(within, part);
    return isObject ? (within as Claims)[part] : undefined;
  }, claims);
}

function refuse(name: string, expected: string): never {
  throw unauthenticated(`The token is not valid here: expected ${expected} as its claim "${name}".`);
}
