import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DomainEvent } from '../subgraphs/shared/events.ts';

const folder = new URL('../schema/events/', import.meta.url);
const ajv = new Ajv2020({ allErrors: true, formats: { uuid: /^[0-9a-f-]{36}$/i }, strict: false });
const validators = new Map(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ''),
    ajv.compile(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
  ]),
);

/** Every event type with a contract, as `publisher.Type`. */
export const contractedTypes: readonly string[] = [...validators.keys()];

/** @throws when an event has no contract in `schema/events`, or its payload is not of that form. */
export function checkContract(event: Pick<DomainEvent, 'publisher' | 'type' | 'payload'>): void {
  const name = `${event.publisher}.${event.type}`;
  const validate = validators.get(name);
  if (validate === undefined) throw new Error(`schema/events has no contract for ${name}.`);
  if (!validate(event.payload)) throw new Error(`${name}: ${ajv.errorsText(validate.errors)}`);
}
