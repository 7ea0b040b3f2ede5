import { createPhraseTrie } from './phrase-trie.ts';
import type { Tokens } from './tokenize.ts';

/** What a discovery question is about, and how one hears that it has been spoken of. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  motive: ['what brings|brought|made|makes|prompted', 'reason .. calling|call', 'looking for (a) (new)'],
  budget: ['budget', 'afford', 'spend', 'price range', 'comfortable paying'],
  start: [
    'start date',
    'effective date',
    'when .. start|begin',
    'by when',
    'how soon',
    'right away',
    'as soon',
  ],
  insurer: [
    'current|existing|present insurer|insurance|carrier|provider|policy|coverage',
    'insured with|by|through|at',
    'who are you with',
    'state farm',
    'with geico|progressive|allstate|usaa|farmers',
  ],
  priority: ['most important', 'matters most', 'priority', 'care most', 'important to you|me'],
  vehicle: [
    'what|which (kind|make|model|year) (of) car|vehicle|truck',
    'make and model',
    'model year',
    'i drive',
  ],
  mileage: ['mileage', 'miles', 'commute', 'how far'],
  drivers: ['other drivers', 'who else drives', 'household drivers', 'teen driver', 'licensed drivers'],
  property: ['year built', 'how old is the|your', 'square feet|foot', 'roof', 'built in'],
  belongings: ['belongings', 'valuables', 'jewelry', 'furniture', 'electronics'],
  dependants: ['dependents|dependants', 'depend|depends|rely|relies on', 'beneficiary', 'children', 'kids'],
  income: ['income', 'mortgage', 'debt|debts', 'how much do you earn'],
  doctors: ['doctor|doctors', 'physician', 'prescription|prescriptions', 'medication|medications'],
  business: ['employees', 'what kind of business', 'revenue', 'payroll'],
  goal: ['what .. help you with', 'how .. help you', 'what .. do for you', 'how .. assist'],
  anythingElse: ['anything|something else', 'what else'],
  contactOnFile: ['email|phone|address on file', 'best number', 'up to date', 'best way to reach'],
  identity: ['verify', 'confirm your name|identity|birth|birthday', 'date of birth', 'your full name'],
};

const trie = createPhraseTrie(
  Object.entries(phrases).flatMap(([topic, list]) => list.map((phrase) => ({ phrase, value: topic }))),
);

export type Topic = string;

/** Topics the text speaks of, each once, in the order of the list above. */
export function topicsIn(tokens: Tokens): Topic[] {
  const found = new Set(trie.find(tokens).map((match) => match.value));
  return Object.keys(phrases).filter((topic) => found.has(topic));
}
