import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';

const here = new URL('./', import.meta.url);
const schema = buildSchema(readFileSync(new URL('api.graphql', here), 'utf8'));
const files = readdirSync(new URL('operations/', here), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.graphql'))
  .sort();

describe('the persisted operations', () => {
  it.each(files)('%s fits the graph', (file) => {
    const document = parse(readFileSync(new URL(`operations/${file}`, here), 'utf8'));
    expect(validate(schema, document).map((error) => error.message)).toEqual([]);
  });
});
