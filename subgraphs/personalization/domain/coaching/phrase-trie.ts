import type { Tokens } from './tokenize.ts';

interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  readonly values: Value[];
}

export interface PhraseMatch<Value> {
  readonly value: Value;
  /** Place of the first word. */
  readonly start: number;
}

/** Finds many phrases in one pass. */
export interface PhraseTrie<Value> {
  /** Phrases never reach over the end of a sentence. */
  find(tokens: Tokens): PhraseMatch<Value>[];
}

const anyWord = '*';

/**
 * Phrases are words with blanks between them. `a|b` is either word, `(a)` or `(a|b)` may be missing, `*` is any one word,
 * `..` any words, at most two. A phrase starts with a word.
 */
export function createPhraseTrie<Value>(
  phrases: Iterable<{ readonly phrase: string; readonly value: Value }>,
): PhraseTrie<Value> {
  const root: Node<Value> = { next: new Map(), values: [] };
  for (const { phrase, value } of phrases) {
    for (const words of spellOut(phrase)) add(root, words, value);
  }

  return {
    find({ words, sentences }) {
      const matches: PhraseMatch<Value>[] = [];
      const walk = (node: Node<Value>, start: number, place: number): void => {
        for (const value of node.values) matches.push({ value, start });
        const word = words[place];
        if (word === undefined || sentences[place] !== sentences[start]) return;
        const exact = node.next.get(word);
        if (exact !== undefined) walk(exact, start, place + 1);
        const any = node.next.get(anyWord);
        if (any !== undefined) walk(any, start, place + 1);
      };
      for (const [start, word] of words.entries()) {
        const first = root.next.get(word);
        if (first !== undefined) walk(first, start, start + 1);
      }
      return matches;
    },
  };
}

function add<Value>(root: Node<Value>, words: readonly string[], value: Value): void {
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), values: [] };
      node.next.set(word, next);
    }
    node = next;
  }
  if (!node.values.includes(value)) node.values.push(value);
}

function spellOut(phrase: string): string[][] {
  return phrase.split(' ').reduce<string[][]>(
    (starts, part) => {
      const choices = choicesOf(part);
      return starts.flatMap((start) => choices.map((choice) => [...start, ...choice]));
    },
    [[]],
  );
}

function choicesOf(part: string): string[][] {
  if (part === '..') return [[], [anyWord], [anyWord, anyWord]];
  if (part.startsWith('(')) return [[], ...choicesOf(part.slice(1, -1))];
  return part.split('|').map((word) => [word]);
}
