import { badInput } from '../../shared/errors.ts';
import { isStorable } from '../../shared/text.ts';

const maxKeyLength = 200;

/** Checks an idempotency key. @returns null when none was given. @throws BAD_USER_INPUT for one that is not of its form. */
export function readKey(key: string | null | undefined): string | null {
  if (key == null) return null;
  if (key.trim() === '' || key.length > maxKeyLength || !isStorable(key))
    throw badInput('idempotencyKey', `1 to ${maxKeyLength} characters`, key);
  return key;
}
