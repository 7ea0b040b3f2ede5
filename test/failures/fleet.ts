import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { issueToken } from '../../gateway/access/tokens.ts';
import { subgraphNames } from '../../subgraphs/index.ts';
import { provision, schemaUrl } from '../../subgraphs/shared/provision.ts';
import { createTestDatabase, testSecret } from '../test-database.ts';
import { ask } from '../end-to-end/graph.ts';

/** Processes of the distributed mode on a database of their own: those that a test asks for, killed when it likes. */
export interface Fleet extends AsyncDisposable {
  readonly token: string;
  /** Starts a subgraph. Several of one name are its replicas. */
  subgraph(name: string, env?: Record<string, string>): Promise<Member>;
  /** Starts a gateway. It finds the first replica of each subgraph that runs, or those that are given. */
  gateway(options?: { subgraphs?: readonly Member[]; env?: Record<string, string> }): Promise<Member>;
  /** SQL as the superuser. */
  sql<Row extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<Row[]>;
  /** A call with a new lead. However long it lasts, each thing said is new to the coach: two suggestions follow. */
  startCall(gateway: Member): Promise<string>;
}

/** One process. */
export interface Member {
  readonly name: string;
  /** Such as `http://127.0.0.1:4001`. */
  readonly url: string;
  /** What it has logged so far. */
  log(): string;
  signal(name: NodeJS.Signals): void;
  /** `kill -9`. Resolves when it is dead. */
  kill(): Promise<void>;
  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Starts it again at the port it had. */
  restart(): Promise<void>;
}

const modules = { gateway: '../../gateway/run.ts', subgraph: '../../subgraphs/run.ts' } as const;

/** @param redisUrl of a Redis that runs, without which there is no distributed mode. */
export async function startFleet(redisUrl: string): Promise<Fleet> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await createTestDatabase());
  const superuser = opened.adopt(new pg.Pool({ connectionString: database.url, max: 2 }), (pool) =>
    pool.end(),
  );
  superuser.on('error', () => undefined);
  const secret = testSecret();
  const provisioning = { adminUrl: database.url, secret, schemas: subgraphNames };
  await provision(provisioning);
  // The coach says nothing twice in a call; where it remembers nothing, one call has hundreds of suggestions.
  await superuser.query(`
    create function personalization.forget() returns trigger language plpgsql
      as $$ begin new.coaching := old.coaching; return new; end $$;
    create trigger forget before update on personalization.calls
      for each row execute function personalization.forget();`);
  const members: Member[] = [];
  opened.defer(async () => {
    await Promise.all(members.map((member) => member.stop()));
  });
  const shared = { LEADGRAPH_SECRET: secret, REDIS_URL: redisUrl, LOG_LEVEL: 'info', HOST: '127.0.0.1' };

  async function add(member: Promise<Member>): Promise<Member> {
    members.push(await member);
    return member;
  }

  const token = await issueToken(secret, { role: 'admin' });
  const processes = opened.move();
  return {
    token,
    subgraph: (name, env = {}) =>
      add(
        startMember('subgraph', name, [name], 'SUBGRAPH_PORT', {
          ...shared,
          [`${name.toUpperCase()}_DATABASE_URL`]: schemaUrl(provisioning, name),
          VAULT_DATABASE_URL: schemaUrl(provisioning, 'vault'),
          ...env,
        }),
      ),
    gateway({ subgraphs = members, env = {} } = {}) {
      const urls = subgraphs
        .filter(({ name }) => name !== 'gateway')
        .map(({ name, url }) => [`${name.toUpperCase()}_URL`, `${url}/graphql`] as const);
      const first = Object.fromEntries([...urls].reverse());
      return add(startMember('gateway', 'gateway', [], 'PORT', { ...shared, ...first, ...env }));
    },
    sql: async <Row extends pg.QueryResultRow>(query: string, values: unknown[] = []) =>
      (await superuser.query<Row>(query, values)).rows,
    async startCall(gateway) {
      const leadId = randomUUID();
      // What the subgraph knows of a lead once its submission has come over the bus.
      await superuser.query(
        `insert into personalization.lead_profiles (lead_id, line_of_business, state) values ($1, 'AUTO', 'US-NY')`,
        [leadId],
      );
      const mutation = `mutation ($leadId: ID!) {
        startCall(input: { leadId: $leadId }) { ... on CallStarted { call { id } } }
      }`;
      const { startCall } = await ask(gateway.url, token, mutation, { leadId });
      return startCall.call.id;
    },
    [Symbol.asyncDispose]: () => processes.disposeAsync(),
  };
}

async function startMember(
  kind: keyof typeof modules,
  name: string,
  args: readonly string[],
  portSetting: string,
  env: Record<string, string>,
): Promise<Member> {
  const file = fileURLToPath(new URL(modules[kind], import.meta.url));
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  let child: ChildProcess;
  let log = '';

  async function start(port: number): Promise<number> {
    child = fork(file, args, {
      env: { ...inherited, ...env, [portSetting]: String(port) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const [answer] = await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error(`${name} did not start:\n${log}`))),
    ]);
    return (answer as { port: number }).port;
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }

  const port = await start(0);
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    signal: (signal) => child.kill(signal),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    restart: async () => void (await start(port)),
  };
}
