import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityClass, EntitySchema, Options } from '@mikro-orm/postgresql';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { StoredEvent, foundationTables } from './events.ts';
import { migrateJobs } from './jobs.ts';
import { rowOwnerTables } from './row-owners.ts';

/** One step of a schema's history, in SQL. Names sort in the order of application and never change. */
export interface MigrationStep {
  readonly name: string;
  readonly sql: string;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly schema: string;
  readonly entities: readonly (EntityClass | EntitySchema)[];
  readonly migrations: readonly MigrationStep[];
  /** Connections in the pool. Default 6. */
  readonly poolSize?: number;
}

const foundation: readonly MigrationStep[] = [
  { name: '0000-foundation', sql: foundationTables },
  { name: '0000-row-owners', sql: rowOwnerTables },
];

/** Opens the subgraph's own schema with its own role. Fails at once when the server cannot be reached. */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  const settings: Options = {
    clientUrl: options.url,
    schema: options.schema,
    entities: [StoredEvent, ...options.entities] as NonNullable<Options['entities']>,
    extensions: [Migrator],
    driverOptions: { options: `-c search_path=${options.schema}` },
    pool: { min: 0, max: options.poolSize ?? 6 },
    forceUtcTimezone: true,
    // Transactions are found by this name: subgraphs of one process must not find each other's.
    contextName: options.schema,
    logger: () => undefined,
    migrations: {
      schema: options.schema,
      tableName: 'migrations',
      snapshot: false,
      migrationsList: [...foundation, ...options.migrations].map(toMigration),
    },
  };
  return MikroORM.init(settings);
}

function toMigration({ name, sql }: MigrationStep): {
  name: string;
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
} {
  return {
    name,
    class: class extends Migration {
      override up(): void {
        this.addSql(sql);
      }
    },
  };
}

/** Brings the schema, its job tables included, to the present version. Processes that start together take turns. */
export async function migrateDatabase(orm: MikroORM, url: string): Promise<void> {
  const schema = orm.config.get('schema') as string;
  await orm.em.fork().transactional(async (em) => {
    await em.execute(`select pg_advisory_xact_lock(hashtext(current_schema() || ':migrate'))`);
    await orm.migrator.up();
    await migrateJobs(url, schema);
  });
}
