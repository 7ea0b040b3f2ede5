import { isNegated } from './negation.ts';
import { intensifiers, valences } from './sentiment-lexicon.ts';
import type { Tokens } from './tokenize.ts';

export type Sentiment = 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';

/** Constants of VADER: Hutto & Gilbert (2014), "VADER: A Parsimonious Rule-based Model", ICWSM. */
const intensifierStep = 0.293;
const intensifierDecay = [1, 0.95, 0.9];
const negationFactor = -0.74;
const normalisation = 15;
const beforeTurn = 0.5;
const afterTurn = 1.5;

/** Beyond this a text has a mood: one word of valence 1 is just enough (1 / sqrt(1 + 15) = 0.25). */
const threshold = 0.2;

/**
 * Mood of a text from -1 to 1 by the rules of VADER over a lexicon of our own: the valences of its words, raised or
 * lowered by intensifiers up to three words before them, turned by negation; what stands after "but" weighs more than
 * what stands before it; the sum s becomes s / sqrt(s² + 15). 0 when no word has a valence.
 */
export function moodOf(tokens: Tokens): number {
  const { words } = tokens;
  const turn = words.lastIndexOf('but');
  let sum = 0;
  for (const [place, word] of words.entries()) {
    const valence = valenceAt(tokens, place, word);
    if (valence === 0) continue;
    const weight = turn === -1 ? 1 : place < turn ? beforeTurn : afterTurn;
    sum += weight * valence;
  }
  return sum / Math.sqrt(sum * sum + normalisation);
}

export function sentimentOf(mood: number): Sentiment {
  if (mood >= threshold) return 'POSITIVE';
  return mood <= -threshold ? 'NEGATIVE' : 'NEUTRAL';
}

function valenceAt(tokens: Tokens, place: number, word: string): number {
  const base = valences.get(word);
  if (base === undefined) return 0;
  let valence = base;
  for (const [distance, decay] of intensifierDecay.entries()) {
    const before = place - 1 - distance;
    if (before < 0 || tokens.clauses[before] !== tokens.clauses[place]) break;
    const direction = intensifiers.get(tokens.words[before] as string) ?? 0;
    valence += Math.sign(base) * direction * intensifierStep * decay;
  }
  return isNegated(tokens, place) ? valence * negationFactor : valence;
}
