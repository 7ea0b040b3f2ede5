import { describe, expect, it } from '@jest/globals';
import { ask, until } from '../end-to-end/graph.ts';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { followOverEvents, followOverWebSocket, sequencesOf, upTo } from './clients.ts';
import { startFleet } from './fleet.ts';
import type { Fleet, Member } from './fleet.ts';

const coach = `($callId: ID!, $after: String) {
  coachingSuggestions(callId: $callId, after: $after) { cursor suggestion { kind text } call { lead { id } } }
}`;

const say = `mutation ($callId: ID!) {
  addUtterance(input: { callId: $callId, speaker: CUSTOMER, text: "That is far too expensive, and I am not happy." }) {
    ... on UtteranceAdded { suggestions { id } }
  }
}`;

const register = `mutation { registerAgent(input: {
  idempotencyKey: "1", name: "Ada", linesOfBusiness: [AUTO], licensedStates: ["US-NY"], capacity: 9
}) { ... on AgentRegistered { agent { id } } } }`;

/** Something happens on an agent's desk: what the subgraph writes when it gives out a lead. */
async function update(fleet: Fleet, agentId: string): Promise<void> {
  await fleet.sql(
    `with next as (update routing.agents set update_sequence = update_sequence + 1 where id = $1
       returning update_sequence), told as (select pg_notify('routing_signals', 'desk:' || $1::text))
     insert into routing.assignment_updates (agent_id, sequence, lead_id, status, at)
     select $1, update_sequence, gen_random_uuid(), 'ASSIGNED', now() from next, told`,
    [agentId],
  );
}

/** Has the customer speak until the call has so many suggestions. */
async function suggest(
  fleet: Fleet,
  gateway: Member,
  callId: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  let count = from;
  while (count < to) {
    const { addUtterance } = await ask(gateway.url, fleet.token, say, { callId });
    expect(addUtterance.suggestions).toHaveLength(2);
    count += 2;
  }
}

async function endCall(fleet: Fleet, gateway: Member, callId: string): Promise<void> {
  const end = 'mutation ($id: ID!) { endCall(input: { callId: $id }) { __typename } }';
  await ask(gateway.url, fleet.token, end, { id: callId });
}

/** Some ten seconds each where nothing else runs. */
const testTimeoutMs = 120_000;

const redisUrl = process.env['TEST_REDIS_URL'] ?? '';

// A missing Redis is told at the end of the run, and fails it in CI.
for (const url of [redisUrl].filter((present) => present !== '')) {
  describe('a client that is cut while events come', () => {
    it(
      'goes on at another gateway behind its last event: 500 in an unbroken sequence, nothing twice',
      async () => {
        await using fleet = await startFleet(url);
        await fleet.subgraph('personalization');
        const [first, second] = await Promise.all([fleet.gateway(), fleet.gateway()]);
        const callId = await fleet.startCall(first);
        const { token } = fleet;
        const clients = [
          followOverWebSocket({ token, query: `subscription ${coach}`, variables: { callId } }),
          followOverEvents({ token, query: `subscription ${coach}`, variables: { callId } }),
        ];
        await Promise.all(clients.map((client) => client.connect(first.url)));
        const speaking = suggest(fleet, first, callId, { from: 0, to: 500 });
        for (const [cutAt, next] of [
          [100, second],
          [300, first],
        ] as const) {
          await Promise.all(clients.map((client) => client.received(cutAt)));
          for (const client of clients) client.cut();
          // Meanwhile somebody else hears what these two miss.
          const witness = followOverWebSocket({
            token,
            query: `subscription ${coach}`,
            variables: { callId },
          });
          await witness.connect(first.url);
          await witness.received(cutAt + 100);
          witness.cut();
          await Promise.all(clients.map((client) => client.connect(next.url)));
        }
        await speaking;
        await endCall(fleet, second, callId);
        await Promise.all(clients.map((client) => client.completed));
        for (const { cursors, interruptions } of clients) {
          expect(interruptions).toEqual([]);
          expect(sequencesOf(cursors)).toEqual(upTo(500));
        }
      },
      testTimeoutMs,
    );
  });

  describe('a subgraph that is killed under 200 open streams', () => {
    it(
      'costs no client its connection and no event, and none comes twice',
      async () => {
        await using fleet = await startFleet(url);
        const [owner, replica] = await Promise.all([
          fleet.subgraph('personalization'),
          fleet.subgraph('personalization'),
        ]);
        const [gateway, other] = await Promise.all([
          fleet.gateway({ subgraphs: [owner] }),
          fleet.gateway({ subgraphs: [replica] }),
        ]);
        const calls = await Promise.all(Array.from({ length: 20 }, () => fleet.startCall(other)));
        // Each in words of its own, so that each has a stream of its own at the subgraph.
        const clients = Array.from({ length: 200 }, (_, place) => {
          const callId = calls[place % calls.length] as string;
          const query = `subscription Number${place} ${coach}`;
          return { callId, ...followOverWebSocket({ token: fleet.token, query, variables: { callId } }) };
        });
        await Promise.all(clients.map((client) => client.connect(gateway.url)));
        const suggestAll = (from: number, to: number) =>
          Promise.all(calls.map((callId) => suggest(fleet, other, callId, { from, to })));
        await suggestAll(0, 4);
        await Promise.all(clients.map((client) => client.received(4)));

        await owner.kill();
        await suggestAll(4, 8);
        await owner.restart();
        await suggestAll(8, 12);

        await Promise.all(clients.map((client) => client.received(12)));
        for (const { cursors, interruptions } of clients) {
          expect(interruptions).toEqual([]);
          expect(sequencesOf(cursors)).toEqual(upTo(12));
        }
        for (const client of clients) client.cut();
      },
      testTimeoutMs,
    );
  });

  describe('a stream that has told nothing yet', () => {
    it.each(['SIGTERM', 'SIGKILL'] as const)(
      'goes on where it began when its subgraph ends by %s',
      async (signal) => {
        await using fleet = await startFleet(url);
        const owner = await fleet.subgraph('routing');
        const gateway = await fleet.gateway();
        const { registerAgent } = await ask(gateway.url, fleet.token, register);
        const { id } = registerAgent.agent;
        await update(fleet, id);
        const query = 'subscription ($id: ID!) { assignmentUpdates(agentId: $id) { cursor status } }';
        const client = followOverEvents({ token: fleet.token, query, variables: { id } });
        await client.connect(gateway.url);
        owner.signal(signal);
        await owner.stop();
        await update(fleet, id);
        await owner.restart();
        await update(fleet, id);
        await client.received(2);
        expect(sequencesOf(client.cursors)).toEqual([2, 3]);
        expect(client.interruptions).toEqual([]);
        client.cut();
      },
      testTimeoutMs,
    );
  });

  describe('a supergraph that is swapped under 1,000 subscriptions', () => {
    it(
      'costs no client its connection and no event; one that is bad changes nothing',
      async () => {
        await using fleet = await startFleet(url);
        await using supergraph = await supergraphFile();
        const owner = await fleet.subgraph('personalization');
        const env = { SUPERGRAPH_FILE: supergraph.file };
        const [gateway, other] = await Promise.all([
          fleet.gateway({ subgraphs: [owner], env }),
          fleet.gateway({ subgraphs: [owner] }),
        ]);
        const calls = await Promise.all(Array.from({ length: 20 }, () => fleet.startCall(other)));
        // 200 streams at the subgraph, with five clients each.
        const clients = Array.from({ length: 1_000 }, (_, place) => {
          const variables = { callId: calls[place % calls.length] };
          const query = `subscription Number${place % 200} ${coach}`;
          return followOverWebSocket({ token: fleet.token, query, variables });
        });
        for (let place = 0; place < clients.length; place += 100)
          await Promise.all(clients.slice(place, place + 100).map((client) => client.connect(gateway.url)));
        const suggestAll = (from: number, to: number) =>
          Promise.all(calls.map((callId) => suggest(fleet, other, callId, { from, to })));
        await suggestAll(0, 2);
        await Promise.all(clients.map((client) => client.received(2)));

        const reloads = (outcome: string, times = 1) =>
          until(
            () => metric(gateway, `leadgraph_gateway_supergraph_reloads_total{outcome="${outcome}"}`),
            (count) => count === times,
          );
        const speaking = suggestAll(2, 6);
        await supergraph.replace((sdl) => sdl.replace(/\n *assignmentCursor: /, '\n  deskCursor: '));
        await reloads('loaded');
        await speaking;
        await Promise.all(clients.map((client) => client.received(6)));
        await supergraph.replace((sdl) => sdl.replace(/\n *coachingSuggestions\(/, '\n  none('));
        await reloads('refused');
        // It is read again when one asks.
        gateway.signal('SIGHUP');
        await reloads('refused', 2);
        await suggestAll(6, 8);
        await Promise.all(clients.map((client) => client.received(8)));

        for (const { cursors, interruptions } of clients) {
          expect(interruptions).toEqual([]);
          expect(sequencesOf(cursors)).toEqual(upTo(8));
        }
        expect(await metric(gateway, 'leadgraph_gateway_supergraph_refused')).toBe(1);
        expect(gateway.log()).toMatch(
          /"error":"The known operation Coach does not fit .*"supergraph refused"/,
        );
        const gone = 'query ($id: ID!) { agent(id: $id) { assignmentCursor } }';
        await expect(ask(gateway.url, fleet.token, gone, { id: '1' })).rejects.toThrow(
          'Cannot query field "assignmentCursor" on type "Agent".',
        );
        for (const client of clients) client.cut();
      },
      testTimeoutMs,
    );
  });
}

/** A copy of the supergraph that a test may change. */
async function supergraphFile() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-supergraph-'));
  const file = path.join(folder, 'supergraph.graphql');
  await writeFile(file, await readFile(new URL('../../schema/supergraph.graphql', import.meta.url)));
  return {
    file,
    /** Puts another file in its place. */
    async replace(change: (sdl: string) => string): Promise<void> {
      const sdl = await readFile(file, 'utf8');
      const changed = change(sdl);
      expect(changed).not.toBe(sdl);
      await writeFile(`${file}.next`, changed);
      await rename(`${file}.next`, file);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** The value of a metric; undefined while it was never counted. */
async function metric(gateway: Member, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}
