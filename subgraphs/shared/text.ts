/**
 * Whether PostgreSQL can keep a text as it is. It has no character NUL, and half of a surrogate pair is no Unicode: `json`
 * columns refuse it, and in others it would silently become another character.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
