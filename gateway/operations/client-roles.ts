import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { roles } from '../../subgraphs/shared/context.ts';
import type { Role } from '../../subgraphs/shared/context.ts';
import { messageOf } from '../../subgraphs/shared/errors.ts';

const schema = z.record(z.string(), z.array(z.enum(roles)).min(1));

/**
 * Reads the roles of those who use each client: `{ "agent-desk": ["agent"] }`.
 *
 * @param file need not be there
 * @returns for a client that the file does not name undefined
 * @throws Error naming the file when it is not of its form
 */
export function readClientRoles(file: string): (client: string) => readonly Role[] | undefined {
  const known = existsSync(file) ? parseRoles(file) : {};
  return (client) => (Object.hasOwn(known, client) ? known[client] : undefined);
}

function parseRoles(file: string): Readonly<Record<string, readonly Role[]>> {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
    throw new Error(`${file}: expected the roles of each client, of ${roles.join(', ')}: ${reason}`);
  }
}
