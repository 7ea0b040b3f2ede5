import { intentKinds, intentRules } from './intent-rules.ts';
import type { IntentKind, IntentRule } from './intent-rules.ts';
import { isNegated } from './negation.ts';
import { createPhraseTrie } from './phrase-trie.ts';
import type { Tokens } from './tokenize.ts';

export interface RecognisedIntent {
  readonly kind: IntentKind;
  /** 0 to 1, in hundredths. */
  readonly confidence: number;
}

const trie = createPhraseTrie(
  intentRules.flatMap((rule) => rule.phrases.map((phrase) => ({ phrase, value: rule }))),
);

/** Below this a sign is too weak to name. */
const leastConfidence = 0.45;
const mostConfidence = 0.99;

/**
 * What the speaker is after. Each rule that matches, however often, is one independent sign: the confidence of an intent
 * is the chance that not all its signs mislead, 1 − Π(1 − weight).
 * @returns most certain first, equals in the order of the kinds. Empty: nothing was recognised.
 */
export function recogniseIntents(tokens: Tokens): RecognisedIntent[] {
  const rules = new Set<IntentRule>();
  for (const { value, start } of trie.find(tokens)) {
    if (!value.negatable || !isNegated(tokens, start)) rules.add(value);
  }
  const doubts = new Map<IntentKind, number>();
  for (const { kind, weight } of rules) doubts.set(kind, (doubts.get(kind) ?? 1) * (1 - weight));
  return [...doubts]
    .map(([kind, doubt]) => ({ kind, confidence: hundredths(Math.min(mostConfidence, 1 - doubt)) }))
    .filter(({ confidence }) => confidence >= leastConfidence)
    .sort((a, b) => b.confidence - a.confidence || intentKinds.indexOf(a.kind) - intentKinds.indexOf(b.kind));
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
