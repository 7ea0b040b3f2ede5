import type { CompletedPart, IncrementalResponse, IncrementalStep, PendingPart } from './types.ts';

/** One payload of a response, ready to be written as JSON. */
export type Payload = Readonly<Record<string, unknown>>;

/** Writes the payloads of a response in the order in which they are sent. */
export type IncrementalFormat = (response: IncrementalResponse) => AsyncGenerator<Payload, void, void>;

/**
 * `multipart/mixed; deferSpec=20220824`, which Apollo's clients read: every part carries its path and label.
 */
export async function* asDeferSpec20220824({
  initial,
  steps,
}: IncrementalResponse): AsyncGenerator<Payload, void, void> {
  try {
    yield { ...initial, hasNext: true };
    for await (const { completed, hasNext } of steps) {
      yield {
        incremental: completed.map(({ path, label, data, errors }) => ({
          ...(label === undefined ? {} : { label }),
          path,
          data,
          ...errorsOf(errors),
        })),
        hasNext,
      };
    }
  } finally {
    await steps.return();
  }
}

/**
 * `multipart/mixed; incrementalSpec=v0.2`, the working draft of the GraphQL specification: parts are announced with an id,
 * delivered by that id and completed.
 */
export async function* asIncrementalSpecV02({
  initial,
  pending,
  steps,
}: IncrementalResponse): AsyncGenerator<Payload, void, void> {
  try {
    yield { ...initial, pending: pending.map(announcement), hasNext: true };
    for await (const step of steps) yield stepV02(step);
  } finally {
    await steps.return();
  }
}

function stepV02({ completed, pending, hasNext }: IncrementalStep): Payload {
  const delivered = completed.filter(({ data }) => data !== null);
  return {
    ...(pending.length > 0 ? { pending: pending.map(announcement) } : {}),
    ...(delivered.length > 0
      ? { incremental: delivered.map(({ id, data, errors }) => ({ id, data, ...errorsOf(errors) })) }
      : {}),
    completed: completed.map(({ id, data, errors }) => ({ id, ...(data === null ? errorsOf(errors) : {}) })),
    hasNext,
  };
}

function announcement({ id, path, label }: PendingPart): Payload {
  return { id, path, ...(label === undefined ? {} : { label }) };
}

function errorsOf(errors: CompletedPart['errors']): Payload {
  return errors.length > 0 ? { errors } : {};
}
