import type { IncomingMessage } from 'node:http';
import { GraphQLNonNull } from 'graphql';
import type { GraphQLInputObjectType } from 'graphql';
import { checkInput, isRecord, refusal } from './check-input.ts';
import type { FieldError } from './check-input.ts';
import { readForm } from './form-fields.ts';
import { problem } from './problem.ts';
import type { PlainResponse } from './problem.ts';

/** A body as the graph takes it, or why it is refused. */
export type Reading =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>>; readonly idempotencyKey: string }
  | { readonly ok: false; readonly response: PlainResponse };

const maxKeyLength = 200;
export const jsonType = 'application/json';
export const formType = 'application/x-www-form-urlencoded';

/**
 * Reads the body of a request as `type`, with the key from its `Idempotency-Key` header, from the body, or else `signedId`.
 *
 * @param readRaw the bytes of the body. What it throws is thrown
 * @param signedId the id under which the request was signed, where it was
 */
export async function readSubmission(
  req: IncomingMessage,
  type: GraphQLInputObjectType,
  readRaw: () => Promise<Buffer>,
  signedId?: string,
): Promise<Reading> {
  const mediaType = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== jsonType && mediaType !== formType)
    return refused(
      problem('unsupported-media-type', `Expected ${jsonType} or ${formType}, got ${mediaType || 'none'}.`, {
        headers: { 'accept-post': `${jsonType}, ${formType}` },
      }),
    );
  const text = (await readRaw()).toString('utf8');
  const body = mediaType === formType ? readForm(new URLSearchParams(text), type) : readJson(text);
  if (body === undefined) return refused(problem('invalid-request', 'The body is not JSON.'));
  const { value, errors } = body;
  if (!isRecord(value)) return refused(invalidLead([refusal('', 'an object', value)]));

  const header = keyOf(req.headers['idempotency-key']);
  const key = header ?? value['idempotencyKey'] ?? signedId;
  const input: Record<string, unknown> = { ...value, ...(key !== undefined && { idempotencyKey: key }) };
  const found = [
    ...errors,
    ...checkKey(header, value['idempotencyKey'], signedId),
    ...checkInput(input, new GraphQLNonNull(type)),
  ];
  const byField = new Map(found.toReversed().map((error) => [error.field, error]));
  if (byField.size > 0) return refused(invalidLead([...byField.values()].toReversed()));
  return { ok: true, input, idempotencyKey: String(key) };
}

/** What is wrong with a lead, by field. */
export function invalidLead(errors: readonly FieldError[]): PlainResponse {
  const detail =
    errors.length === 1 ? 'One field is not as expected.' : `${errors.length} fields are not as expected.`;
  return problem('invalid-lead', detail, { errors });
}

function refused(response: PlainResponse): Reading {
  return { ok: false, response };
}

function readJson(text: string): { value: unknown; errors: readonly FieldError[] } | undefined {
  try {
    return { value: JSON.parse(text), errors: [] };
  } catch {
    return undefined;
  }
}

/** The header is a string of RFC 9651, in quotation marks; many clients leave them out. */
function keyOf(header: string | string[] | undefined): string | undefined {
  const text = (Array.isArray(header) ? header.join(',') : header)?.trim();
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text ?? '')?.[1];
  return quoted?.replace(/\\(["\\])/g, '$1') ?? text;
}

function checkKey(header: string | undefined, inBody: unknown, signedId: string | undefined): FieldError[] {
  const field = 'idempotencyKey';
  // The header is no part of what is signed: with any key in it, whoever saw a request could send its lead again.
  if (signedId !== undefined && header !== undefined && header !== signedId && header !== inBody)
    return [refusal(field, 'an Idempotency-Key header that is the webhook-id, or none', header)];
  if (header !== undefined && inBody != null && inBody !== header)
    return [refusal(field, 'the key of the Idempotency-Key header, or none', inBody)];
  const key = header ?? inBody ?? signedId;
  if (key == null) return [refusal(field, 'an Idempotency-Key header', undefined)];
  if (typeof key !== 'string') return [];
  const length = key.trim().length;
  const expected = `a key of 1 to ${maxKeyLength} characters`;
  return length >= 1 && length <= maxKeyLength ? [] : [refusal(field, expected, key)];
}
