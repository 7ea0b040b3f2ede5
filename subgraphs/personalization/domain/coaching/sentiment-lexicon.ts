/** Valence of words from -4 to 4, as they are meant in talk between a customer and an agent. */
export const valences: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '4': 'excellent outstanding fantastic amazing perfect wonderful brilliant superb',
    '3': 'great love loved awesome delighted thrilled impressed best terrific happy',
    '2': `good nice glad helpful pleased appreciate appreciated lovely cool easy clear pleasant
      friendly reasonable affordable excited satisfied thank thanks grateful better quick smooth super cheers`,
    '1': 'fine okay ok sure interested interesting right correct works welcome relieved fair alright useful agree',
    '-1': `hmm unsure doubt doubtful complicated slow wait waiting hassle unclear hesitant tough sorry
      difficult hard busy pricey steep`,
    '-2': `bad expensive problem problems issue wrong unhappy worried worry worries concerned upset confused
      confusing annoying annoyed unfair disappointing disappointed trouble stressed stressful overpriced damaged
      damage broken tired error mistake declined denied rejected failed fails lost stolen hurt afraid`,
    '-3': `terrible awful hate hated angry furious ridiculous useless worst frustrated frustrating horrible
      unacceptable scam rude lied lying cheated ripoff nightmare pathetic sick disgusted accident injured
      nonsense mad fraud`,
    '-4': 'disgusting outrageous criminal disgrace appalling devastated died killed death',
  }).flatMap(([valence, words]) => words.split(/\s+/).map((word) => [word, Number(valence)] as const)),
);

/**
 * Words before a valued one that make it stronger (1) or weaker (-1).
 */
export const intensifiers: ReadonlyMap<string, 1 | -1> = new Map([
  ...'very really so extremely absolutely totally completely incredibly too quite highly super especially such'
    .split(' ')
    .map((word) => [word, 1] as const),
  ...'somewhat slightly kinda barely little bit fairly partly almost marginally'
    .split(' ')
    .map((word) => [word, -1] as const),
]);
