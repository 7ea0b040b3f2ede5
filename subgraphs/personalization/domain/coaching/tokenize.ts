/** A text as the readers below see it. The arrays run in parallel: one place per word. */
export interface Tokens {
  /** Lower case, contractions written out; every number is `#`. */
  readonly words: readonly string[];
  /** Number of the sentence a word stands in. */
  readonly sentences: readonly number[];
  /** Number of the clause: negation reaches no further. */
  readonly clauses: readonly number[];
  readonly isQuestion: boolean;
  /** Digits of the longest number, blanks and hyphens inside it not counted. */
  readonly longestNumberDigits: number;
}

const endings: Readonly<Record<string, readonly string[]>> = {
  "n't": ['not'],
  "'m": ['am'],
  "'re": ['are'],
  "'ll": ['will'],
  "'ve": ['have'],
  "'d": ['would'],
  "'s": ['is'],
};

/** Written out whole, because their stem changes, or because people leave the apostrophe out. */
const wholeWords: ReadonlyMap<string, readonly string[]> = new Map([
  ["can't", ['can', 'not']],
  ['cannot', ['can', 'not']],
  ['cant', ['can', 'not']],
  ["won't", ['will', 'not']],
  ['wont', ['will', 'not']],
  ["shan't", ['shall', 'not']],
  ["let's", ['let', 'us']],
  ['dont', ['do', 'not']],
  ['doesnt', ['does', 'not']],
  ['didnt', ['did', 'not']],
  ['isnt', ['is', 'not']],
  ['wasnt', ['was', 'not']],
  ['couldnt', ['could', 'not']],
  ['wouldnt', ['would', 'not']],
  ['im', ['i', 'am']],
  ['ive', ['i', 'have']],
  ['gonna', ['going', 'to']],
  ['wanna', ['want', 'to']],
  ['gotta', ['got', 'to']],
  ['u', ['you']],
  ['ur', ['your']],
  ['pls', ['please']],
  ['plz', ['please']],
  ['thx', ['thanks']],
]);

/** A conjunction after which the speaker turns: what stood before it no longer negates. */
const turns = new Set(['but', 'however', 'although', 'though']);

const questionWords = new Set(['what', 'how', 'when', 'where', 'which', 'who', 'why', 'whose']);
const questionVerbs = new Set(
  'is are am was were do does did can could will would should may might has have shall'.split(' '),
);

const pieces = /\d(?:[\d,.\s-]*\d)?|[\p{L}\p{M}]+(?:'[\p{L}]+)?|[.!?;\n]+|[,:()]/gu;

/** Splits a text into words, sentences and clauses, in time linear in its length. */
export function tokenize(text: string): Tokens {
  const words: string[] = [];
  const sentences: number[] = [];
  const clauses: number[] = [];
  let sentence = 0;
  let clause = 0;
  let longestNumberDigits = 0;
  let endsWithQuestionMark = false;
  const push = (word: string): void => {
    if (turns.has(word)) clause += 1;
    words.push(word);
    sentences.push(sentence);
    clauses.push(clause);
  };

  // Apostrophes first: to NFKC the accent that some keyboards give is a blank and a mark.
  const plain = text
    .replaceAll(/[’‘`´]/g, "'")
    .normalize('NFKC')
    .toLowerCase();
  for (const [piece] of plain.matchAll(pieces)) {
    const first = piece.charCodeAt(0);
    if (first >= 48 && first <= 57) {
      longestNumberDigits = Math.max(longestNumberDigits, piece.replaceAll(/\D/g, '').length);
      push('#');
    } else if (/^[.!?;\n]/.test(piece)) {
      if (piece.includes('?')) endsWithQuestionMark = true;
      sentence += 1;
      clause += 1;
    } else if (/^[,:()]/.test(piece)) {
      clause += 1;
    } else {
      for (const word of expand(piece)) push(word);
    }
  }
  const isQuestion = endsWithQuestionMark || startsLikeQuestion(words);
  return { words, sentences, clauses, isQuestion, longestNumberDigits };
}

function expand(word: string): readonly string[] {
  const whole = wholeWords.get(word);
  if (whole !== undefined) return whole;
  const apostrophe = word.indexOf("'");
  if (apostrophe === -1) return [word];
  if (word.endsWith("n't")) return [word.slice(0, -3), 'not'];
  const ending = endings[word.slice(apostrophe)];
  return ending === undefined ? [word.replace("'", '')] : [word.slice(0, apostrophe), ...ending];
}

/** People leave out the question mark: "can you send it" still asks. */
function startsLikeQuestion(words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  if (questionWords.has(first)) return true;
  return (
    questionVerbs.has(first) &&
    ['i', 'you', 'we', 'it', 'there', 'this', 'that', 'my', 'the'].includes(second)
  );
}
