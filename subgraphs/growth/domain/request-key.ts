import { createHash } from 'node:crypto';
import { isStorable } from '../../shared/text.ts';

export interface Reason {
  /** Path inside the input. */
  readonly field: string;
  readonly message: string;
}

const maxKeyLength = 200;

/** @returns nothing for a key that can be kept. */
export function reasonsAgainstKey(key: string): Reason[] {
  if (key.trim() !== '' && key.length <= maxKeyLength && isStorable(key)) return [];
  return [refusal('idempotencyKey', `1 to ${maxKeyLength} characters`, key)];
}

/** What a key stands for, so that the same key with other content is noticed. */
export function requestHashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

export const keyReused: Reason = {
  field: 'idempotencyKey',
  message: 'expected a new key, got one that was used with other content',
};

export function refusal(field: string, expected: string, received: unknown): Reason {
  const shown = typeof received === 'string' ? JSON.stringify(received) : String(received);
  return {
    field,
    message: `expected ${expected}, got ${shown.length > 60 ? `${shown.slice(0, 57)}...` : shown}`,
  };
}
