import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { createHttpFront } from './http-front.ts';
import { listen } from './testing/listen.ts';
import type { ListeningServer } from './testing/listen.ts';
import { createSchemaEngine } from './testing/schema-engine.ts';

describe('graphql-http server audits', () => {
  let server: ListeningServer;
  const audits = serverAudits({ url: () => `${server.url}/graphql` });

  beforeAll(async () => {
    const engine = createSchemaEngine('type Query { hello: String }', { hello: 'world' });
    server = await listen(createHttpFront({ engine, contextFor: () => ({}) }).handle);
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('are 61', () => {
    expect(audits).toHaveLength(61);
  });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});
