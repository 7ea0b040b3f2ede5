import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { askHouse, startCalls } from './call-centre.ts';
import type { Ask, OpenCall } from './call-centre.ts';
import { connectRaw } from './raw-client.ts';
import type { RawClient } from './raw-client.ts';
import type { House, Spoken } from './requests.ts';

/** The operation of the agents' desk. */
const COACH = new URL('../../schema/operations/agent-desk/coach.graphql', import.meta.url);

const SAY = /* GraphQL */ `
  mutation Say($callId: ID!, $text: String!) {
    addUtterance(input: { callId: $callId, speaker: CUSTOMER, text: $text }) {
      ... on UtteranceAdded {
        suggestions {
          id
        }
      }
    }
  }
`;

/** What customers say, one after the other: each makes for at least one suggestion. */
const LINES = [
  'Hi, yes. I have to say, the price I saw is really too expensive for me.',
  'About ninety a month with my current insurer, and they gave me a better offer last week.',
  'Does it cover glass damage, and what is the deductible?',
  'I need to think about it and talk to my wife first.',
  'I filed a claim three weeks ago and nobody helped me, this is terrible service!',
  'That sounds great actually. How do I sign up?',
];

/** What was said last is waited for this long. */
const LAST_MS = 10_000;
const LOOK_MS = 20;

/** When a suggestion was received, and when the utterance was sent and accepted that made for it. */
interface Moments {
  sentAt?: number;
  acceptedAt?: number;
  receivedAt?: number;
}

/** Agents on their calls, each listening to what the house suggests, and clients of the echo, as many. */
export class Agents {
  readonly #ask: Ask;
  readonly #calls: readonly OpenCall[];
  readonly #echo: readonly RawClient[];
  readonly #echoWaits: Map<string, (text: string) => void>;
  readonly #suggestions: Map<string, Moments>;
  #turn = 0;

  private constructor(parts: {
    ask: Ask;
    calls: readonly OpenCall[];
    echo: readonly RawClient[];
    echoWaits: Map<string, (text: string) => void>;
    suggestions: Map<string, Moments>;
  }) {
    this.#ask = parts.ask;
    this.#calls = parts.calls;
    this.#echo = parts.echo;
    this.#echoWaits = parts.echoWaits;
    this.#suggestions = parts.suggestions;
  }

  /** @returns agents who all listen */
  static async prepare(house: House, echoPort: number, count: number): Promise<Agents> {
    const { ask } = askHouse(house);
    const calls = await startCalls(house, ask, count);
    const suggestions = new Map<string, Moments>();
    const query = await readFile(COACH, 'utf8');
    for (const call of calls) await listen(Number(new URL(house.url).port), call, query, suggestions);
    const echoWaits = new Map<string, (text: string) => void>();
    const echo: RawClient[] = [];
    for (let index = 0; index < count; index++) echo.push(await connectEcho(echoPort, echoWaits));
    return new Agents({ ask, calls, echo, echoWaits, suggestions });
  }

  async speak(perSecond: number, seconds: number): Promise<Spoken> {
    this.#suggestions.clear();
    const acceptedMs: number[] = [];
    const echoMs: number[] = [];
    const under: Promise<void>[] = [];
    const endAt = performance.now() + seconds * 1_000;
    for (let at = performance.now(); at < endAt; at += (-Math.log(1 - Math.random()) * 1_000) / perSecond) {
      const waitMs = at - performance.now();
      if (waitMs > 1) await delay(waitMs);
      under.push(this.#say(acceptedMs), this.#sendEcho(echoMs));
    }
    await Promise.all(under);
    const told = [...this.#suggestions.values()].filter(({ sentAt }) => sentAt !== undefined);
    for (let waitedMs = 0; told.some(({ receivedAt }) => receivedAt === undefined); waitedMs += LOOK_MS) {
      if (waitedMs > LAST_MS) throw new Error('Not every suggestion was received');
      await delay(LOOK_MS);
    }
    return {
      acceptedMs,
      echoMs,
      sinceAcceptedMs: told.map(({ receivedAt = 0, acceptedAt = 0 }) => receivedAt - acceptedAt),
      sinceSentMs: told.map(({ receivedAt = 0, sentAt = 0 }) => receivedAt - sentAt),
    };
  }

  async #say(acceptedMs: number[]): Promise<void> {
    const turn = this.#turn++;
    const call = this.#calls[turn % this.#calls.length] as OpenCall;
    const text = LINES[Math.floor(turn / this.#calls.length) % LINES.length];
    const sentAt = performance.now();
    const { addUtterance } = await this.#ask(call.authorization, SAY, { callId: call.callId, text });
    const acceptedAt = performance.now();
    acceptedMs.push(acceptedAt - sentAt);
    for (const { id } of addUtterance.suggestions) {
      this.#suggestions.set(id, { ...this.#suggestions.get(id), sentAt, acceptedAt });
    }
  }

  async #sendEcho(echoMs: number[]): Promise<void> {
    const turn = this.#turn;
    const client = this.#echo[turn % this.#echo.length] as RawClient;
    const text = JSON.stringify({ turn, filler: 'x'.repeat(ECHO_BYTES) });
    const echoed = new Promise<string>((resolve) => this.#echoWaits.set(text, resolve));
    const sentAt = performance.now();
    client.send(text);
    await echoed;
    echoMs.push(performance.now() - sentAt);
    this.#echoWaits.delete(text);
  }
}

/** About as long as a suggestion with its lead. */
const ECHO_BYTES = 800;

/** Resolves when the subscription was asked for. */
async function listen(
  port: number,
  { callId, authorization }: OpenCall,
  query: string,
  suggestions: Map<string, Moments>,
): Promise<void> {
  const acknowledged = Promise.withResolvers<void>();
  const client = await connectRaw(port, {
    text(bytes, start, end) {
      const receivedAt = performance.now();
      const { type, payload } = JSON.parse(bytes.toString('utf8', start, end));
      if (type === 'connection_ack') return acknowledged.resolve();
      if (type !== 'next' || payload.errors)
        throw new Error(`Expected a suggestion, got ${JSON.stringify(payload)}`);
      const { id } = payload.data.coachingSuggestions.suggestion;
      if (suggestions.get(id)?.receivedAt !== undefined) throw new Error(`Suggestion ${id} came twice`);
      suggestions.set(id, Object.assign(suggestions.get(id) ?? {}, { receivedAt }));
    },
    closed(reason) {
      throw new Error(reason);
    },
  });
  client.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  await acknowledged.promise;
  client.send(JSON.stringify({ id: callId, type: 'subscribe', payload: { query, variables: { callId } } }));
}

function connectEcho(port: number, waits: ReadonlyMap<string, (text: string) => void>): Promise<RawClient> {
  return connectRaw(port, {
    text(bytes, start, end) {
      const text = bytes.toString('utf8', start, end);
      waits.get(text)?.(text);
    },
    closed(reason) {
      throw new Error(reason);
    },
  });
}
