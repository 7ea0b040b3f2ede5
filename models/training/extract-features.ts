/**
 * Turns leads into what the model sees, by the very code that scores them. Reads one `{ submission, enrichment }` per
 * line; writes a JSON array of the feature definitions on the first line, then one array of numbers per lead (null:
 * missing).
 */
import { createInterface } from 'node:readline';
import { featureVector, features } from '../../subgraphs/scoring/domain/features.ts';

const definitions = features.map(({ name, unit, range, direction }) => ({ name, unit, range, direction }));
process.stdout.write(`${JSON.stringify(definitions)}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const { submission, enrichment } = JSON.parse(line);
  // JSON writes NaN as null.
  process.stdout.write(`${JSON.stringify([...featureVector(submission, enrichment)])}\n`);
}
