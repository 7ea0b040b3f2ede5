import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { issueToken } from '../gateway/access/tokens.ts';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig } from '../subgraphs/shared/config.ts';
import { freePort } from '../subgraphs/shared/embedded-postgres.ts';
import { dialogues } from './demo/dialogues.ts';
import type { Turn } from './demo/dialogues.ts';
import {
  AddTurnDocument,
  BeginCallDocument,
  CloseLeadDocument,
  DeskProgressDocument,
  FinishCallDocument,
  ImportLeadsDocument,
  TakeLeadDocument,
} from './generated/operations.ts';
import type { DeskProgressQuery, SubmitLeadInput } from './generated/operations.ts';
import { createGraphClient } from './graph-client.ts';
import type { Answered, GraphClient } from './graph-client.ts';
import { importFile } from './import/import-file.ts';
import { readMapping } from './import/mapping.ts';
import { existingSecret } from './local-installation.ts';
import { bold, dim, green, runCommand, startProgressBar, yellow } from './terminal.ts';

type Lead = Answered<DeskProgressQuery>['leads']['edges'][number]['node'];

/** A graph to play on: the one that runs, or one of the demo's own that is thrown away afterwards. */
interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly secret: string;
}

const source = 'demo';
const settleTimeoutMs = 30_000;
const pauseBetweenTurnsMs = 400;

await runCommand(async () => {
  await using stage = await findStage();
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-demo-'));
  try {
    const graph = await clientFor(stage, { role: 'admin' });
    heading('1. Leads come in');
    await importLeads(graph, scratch);
    heading('2. They are enriched, scored and assigned');
    const leads = await watchLeads(graph);
    heading('3. Calls, with coaching as another process receives it');
    for (const { lineOfBusiness, turns } of dialogues) {
      const lead = leads.find(
        (each) => each.lineOfBusiness === lineOfBusiness && each.assignment?.agent != null,
      );
      if (lead !== undefined) await playCall(stage, graph, lead, turns);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  console.log(`\n${green('done')} ${dim('Open the console to look at what the day left behind.')}`);
});

function heading(text: string): void {
  console.log(`\n${bold(text)}`);
}

async function clientFor(stage: Stage, who: Parameters<typeof issueToken>[1]): Promise<GraphClient> {
  return createGraphClient({ url: `${stage.url}/graphql`, token: await issueToken(stage.secret, who) });
}

async function findStage(): Promise<Stage> {
  const config = readConfig(process.env, subgraphNames);
  const url = `http://localhost:${config.port}`;
  if (await isReady(url)) {
    console.log(dim(`playing on the Leadgraph at ${url}`));
    return { url, secret: await existingSecret(config), [Symbol.asyncDispose]: async () => undefined };
  }
  console.log(dim('no Leadgraph is running here: starting one for the demo'));
  return startOwnStage();
}

async function startOwnStage(): Promise<Stage> {
  const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-demo-data-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...process.env, DATA_DIR: dataFolder, PORT: String(port), DATABASE_URL: '' };
  const server = spawn(process.execPath, [fileURLToPath(new URL('start.ts', import.meta.url))], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(dataFolder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void stop().then(() => process.exit(130)));
  while (!(await isReady(url))) {
    if (server.exitCode !== null) {
      await stop();
      throw new Error('The Leadgraph of the demo did not start.');
    }
    await pause(100);
  }
  const secret = await readFile(path.join(dataFolder, 'secret'), 'utf8');
  return { url, secret, [Symbol.asyncDispose]: stop };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`).catch(() => undefined);
  return response?.ok === true;
}

async function importLeads(graph: GraphClient, scratch: string): Promise<void> {
  const bar = startProgressBar('leads.csv');
  const summary = await importFile({
    file: fileURLToPath(new URL('demo/leads.csv', import.meta.url)),
    mapping: readMapping(`source: ${source}`),
    outFolder: scratch,
    batchSize: 5,
    onProgress: (share, { rows }) => bar.update(share, `${rows} rows`),
    send: async (rows) => {
      const leads = rows as unknown as SubmitLeadInput[];
      return (await graph.request(ImportLeadsDocument, { input: { leads } })).importLeads.results;
    },
  });
  bar.end();
  const { created, alreadyImported, duplicates, rejected, rejectsFile } = summary;
  console.log(
    `${created} created, ${alreadyImported} imported before, ${duplicates} duplicates, ${rejected} rejected:`,
  );
  const rejects = rejectsFile === null ? '' : await readFile(rejectsFile, 'utf8');
  for (const line of rejects.trim().split('\n').slice(1)) console.log(yellow(`  ${line}`));
}

/** Shows how far the leads have come until each has an agent or waits for one. */
async function watchLeads(graph: GraphClient): Promise<Lead[]> {
  const bar = startProgressBar('assigned ');
  const deadline = Date.now() + settleTimeoutMs;
  for (;;) {
    const { leads } = await graph.request(DeskProgressDocument, { source, first: 100 });
    const all = leads.edges.map(({ node }) => node);
    const settled = all.filter((lead) => lead.assignment != null).length;
    const scored = all.filter((lead) => lead.score != null).length;
    bar.update(settled / Math.max(1, all.length), `${scored} scored, ${settled} routed of ${all.length}`);
    if (settled === all.length || Date.now() > deadline) {
      bar.end();
      printBest(all);
      return all;
    }
    await pause(100);
  }
}

function printBest(leads: readonly Lead[]): void {
  const best = leads.toSorted((a, b) => (b.score?.value ?? 0) - (a.score?.value ?? 0)).slice(0, 5);
  for (const lead of best) {
    const name = `${lead.contact?.firstName} ${lead.contact?.lastName}`;
    const agent = lead.assignment?.agent?.name ?? 'nobody yet';
    console.log(
      `  ${String(lead.score?.value ?? '-').padStart(3)} ${name.padEnd(20)} ${(lead.lineOfBusiness ?? '').padEnd(10)} ${agent}`,
    );
  }
  const waiting = leads.filter((lead) => lead.assignment != null && lead.assignment.agent == null).length;
  if (waiting > 0) console.log(dim(`  ${waiting} wait for an agent with a licence and a free place`));
}

async function playCall(
  stage: Stage,
  graph: GraphClient,
  lead: Lead,
  dialogue: readonly Turn[],
): Promise<void> {
  const { id: leadId, contact, assignment } = lead;
  const agentToken = { role: 'agent', agentId: assignment?.agent?.id } as const;
  const agent = await clientFor(stage, agentToken);
  await agent.request(TakeLeadDocument, { leadId });
  const { startCall } = await agent.request(BeginCallDocument, { leadId });
  if (startCall.__typename !== 'CallStarted') return;
  const callId = startCall.call.id;
  console.log(`\n  ${assignment?.agent?.name} calls ${contact?.firstName} ${contact?.lastName}`);
  const coach = await listen(stage, await issueToken(stage.secret, agentToken), callId);
  for (const { speaker, text } of dialogue) {
    console.log(`    ${speaker === 'CUSTOMER' ? yellow('customer') : green('agent   ')} ${text}`);
    await agent.request(AddTurnDocument, { input: { callId, speaker, text } });
    await pause(pauseBetweenTurnsMs);
  }
  await agent.request(FinishCallDocument, { callId });
  if (coach.exitCode === null) await once(coach, 'exit');
  await graph.request(CloseLeadDocument, { input: outcomeOf(leadId, dialogue) });
}

/** The agent's screen: a process of its own that subscribes over WebSocket. */
async function listen(stage: Stage, token: string, callId: string): Promise<ChildProcess> {
  const wsUrl = `${stage.url.replace(/^http/, 'ws')}/graphql`;
  const child = fork(fileURLToPath(new URL('demo/coach.ts', import.meta.url)), [wsUrl, token, callId]);
  await once(child, 'message');
  child.disconnect();
  return child;
}

function outcomeOf(leadId: string, dialogue: readonly Turn[]) {
  const isSold = dialogue.some(({ text }) => text.includes('sign up'));
  return isSold
    ? { leadId, kind: 'SOLD' as const, monthlyPremium: { amountCents: 12_900, currency: 'USD' } }
    : { leadId, kind: 'NOT_INTERESTED' as const };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
