import pg from 'pg';
import { deriveKey, vaultSchema } from './vault.ts';

/**
 * The password of a role, derived so that every process of an installation knows it and nothing has to be stored.
 * Two installations on one server need different secrets and different databases; their roles carry `rolePrefix`.
 */
function passwordOf(secret: string, role: string): string {
  return deriveKey(secret, `database role ${role}`).toString('base64url');
}

export interface Provisioning {
  /** URL of a role that may create roles and schemas. */
  readonly adminUrl: string;
  readonly secret: string;
  readonly schemas: readonly string[];
  /** Default `leadgraph_`: role `leadgraph_leads` owns schema `leads`. */
  readonly rolePrefix?: string;
}

/** The URL by which the owner of `schema` logs in. */
export function schemaUrl(
  { adminUrl, secret, rolePrefix = 'leadgraph_' }: Provisioning,
  schema: string,
): string {
  const url = new URL(adminUrl);
  url.username = rolePrefix + schema;
  url.password = passwordOf(secret, rolePrefix + schema);
  return url.toString();
}

/**
 * Gives every subgraph its own schema and login role. A role owns its schema and can see no other: PostgreSQL enforces
 * the border between subgraphs. May run again at any time.
 */
export async function provision(provisioning: Provisioning): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await provisionOnce(provisioning);
    } catch (error) {
      if (attempt === maxAttempts || !collisionCodes.has((error as { code?: string }).code ?? ''))
        throw error;
    }
  }
}

/**
 * Roles belong to the whole server, the lock that makes processes take turns to one database: two databases that are
 * provisioned at once may make the same role (unique_violation, duplicate_object) or change it (internal_error, "tuple
 * concurrently updated"). One of them is through each time, so the other gets its turn.
 */
const collisionCodes: ReadonlySet<string> = new Set(['23505', '42710', 'XX000']);
const maxAttempts = 20;

async function provisionOnce(provisioning: Provisioning): Promise<void> {
  const { adminUrl, secret, schemas, rolePrefix = 'leadgraph_' } = provisioning;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    // Two processes may start at once: the second waits here.
    await client.query(`select pg_advisory_xact_lock(hashtext('leadgraph:provision'))`);
    const { rows } = await client.query<{ name: string }>('select current_database() as name');
    const database = pg.escapeIdentifier(rows[0]?.name ?? '');
    await client.query('revoke create on schema public from public');
    for (const schema of [...schemas, vaultSchema]) {
      const role = rolePrefix + schema;
      await ensureRole(client, role, passwordOf(secret, role));
      const owner = pg.escapeIdentifier(role);
      await client.query(`grant create on database ${database} to ${owner}`);
      await client.query(`create schema if not exists ${pg.escapeIdentifier(schema)} authorization ${owner}`);
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${pg.escapeIdentifier(role)} with login password ${pg.escapeLiteral(password)}`,
  );
  // Owning objects on the role's behalf needs membership, which a superuser has and a mere createrole user does not.
  if (verb === 'create') await client.query(`grant ${pg.escapeIdentifier(role)} to current_user`);
}
