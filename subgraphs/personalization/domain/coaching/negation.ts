import type { Tokens } from './tokenize.ts';

const negators = new Set([
  'not',
  'no',
  'never',
  'without',
  'hardly',
  'nor',
  'neither',
  'none',
  'nothing',
  'nobody',
]);

/** How many words before another one a negator reaches it: three, as in VADER (Hutto & Gilbert 2014). */
const reach = 3;

/** Whether the word at `place` is negated: a negator stands at most three words before it in the same clause. */
export function isNegated({ words, clauses }: Tokens, place: number): boolean {
  for (let before = place - 1; before >= 0 && before >= place - reach; before -= 1) {
    if (clauses[before] !== clauses[place]) return false;
    if (negators.has(words[before] as string)) return true;
  }
  return false;
}
