import { describe, expect, it } from '@jest/globals';
import { intentRules } from './intent-rules.ts';
import type { IntentKind } from './intent-rules.ts';
import { createPhraseTrie } from './phrase-trie.ts';
import { recogniseIntents } from './recognise-intents.ts';
import { moodOf, sentimentOf } from './score-sentiment.ts';
import { tokenize } from './tokenize.ts';

const kindsIn = (text: string): IntentKind[] => recogniseIntents(tokenize(text)).map(({ kind }) => kind);
const moodIn = (text: string): number => moodOf(tokenize(text));

describe('splitting a text', () => {
  it('writes contractions out, whatever the apostrophe, also a missing one', () => {
    for (const text of ["I don't", 'I don’t', 'i dont', 'I DON´T'])
      expect(tokenize(text).words).toEqual(['i', 'do', 'not']);
    expect(tokenize("can't won't it's let's").words).toEqual('can not will not it is let us'.split(' '));
  });

  it('takes numbers as one word and knows how long they are', () => {
    const { words, longestNumberDigits } = tokenize('My card is 4111 1111 1111 1111, send $1,490.50');
    expect(words).toEqual(['my', 'card', 'is', '#', 'send', '#']);
    expect(longestNumberDigits).toBe(16);
  });

  it('recognises questions with and without a mark', () => {
    for (const text of ['Is it?', 'what does it cover', 'can you help me', 'It is covered?'])
      expect(tokenize(text).isQuestion).toBe(true);
    for (const text of ['It is.', 'I can', '', 'Can it'])
      expect(tokenize(text).isQuestion).toBe(text === 'Can it');
  });

  it('takes anything: nothing, other scripts, emoji, controls, halves of characters', () => {
    for (const text of [
      '',
      ' ',
      '你好，我想要保险',
      '🙂🙂',
      '\0\u0007',
      '\ud800',
      "'''",
      '----',
      '5'.repeat(5_000),
    ])
      expect(() => recogniseIntents(tokenize(text))).not.toThrow();
  });

  it('is linear in the length of the text', () => {
    const hostile = [
      'do not '.repeat(714),
      '1 '.repeat(2_500),
      '1-'.repeat(2_500),
      "n't".repeat(1_666),
      '?!'.repeat(2_500),
    ];
    const started = performance.now();
    for (const text of hostile) {
      const tokens = tokenize(text);
      recogniseIntents(tokens);
      moodOf(tokens);
    }
    // Generous by a factor of a hundred: it guards against growth by the square, not against a busy machine.
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('finding phrases', () => {
  const find = (phrase: string, text: string): number =>
    createPhraseTrie([{ phrase, value: 1 }]).find(tokenize(text)).length;

  it('knows choices, parts that may be missing, and gaps', () => {
    expect(find('buy a|an (new) car', 'I buy a car. You buy a new car, they buy an old car')).toBe(2);
    expect(find('call .. back', 'call back; call me back; call me right back; call me some day back')).toBe(
      3,
    );
    expect(find('pay * bill', 'pay my bill, pay bill')).toBe(1);
  });

  it('does not reach over the end of a sentence', () => {
    expect(find('call me', 'Do not call. Me neither.')).toBe(0);
  });

  it('spells out to a size that loads at once', () => {
    const phrases = intentRules.flatMap((rule) => rule.phrases);
    expect(new Set(phrases).size).toBe(phrases.length);
    expect(phrases.filter((phrase) => /\([^)]* |^\(|^\.\.|^\*/.test(phrase))).toEqual([]);
  });
});

describe('the mood of a text', () => {
  it('is positive, neutral or negative', () => {
    expect(sentimentOf(moodIn('Thank you, that is very helpful!'))).toBe('POSITIVE');
    expect(sentimentOf(moodIn('My name is Ada.'))).toBe('NEUTRAL');
    expect(sentimentOf(moodIn('This is a terrible service.'))).toBe('NEGATIVE');
  });

  it('turns with negation, in the same clause only', () => {
    expect(moodIn('not good')).toBeLessThan(0);
    expect(moodIn('not bad')).toBeGreaterThan(0);
    expect(moodIn('No, good')).toBeGreaterThan(0);
    expect(moodIn("I'm not very happy")).toBeLessThan(0);
  });

  it('grows with intensifiers and falls with softeners', () => {
    expect(moodIn('very good')).toBeGreaterThan(moodIn('good'));
    expect(moodIn('slightly good')).toBeLessThan(moodIn('good'));
    expect(moodIn('extremely bad')).toBeLessThan(moodIn('bad'));
  });

  it('heeds what comes after "but"', () => {
    expect(moodIn('The agent was nice but the price is terrible')).toBeLessThan(0);
    expect(moodIn('The price is terrible but the agent was nice')).toBeGreaterThan(
      moodIn('The agent was nice but the price is terrible'),
    );
  });

  it('stays between -1 and 1', () => {
    expect(moodIn('excellent '.repeat(600))).toBeLessThanOrEqual(1);
    expect(moodIn('disgusting '.repeat(500))).toBeGreaterThanOrEqual(-1);
    expect(moodIn('')).toBe(0);
  });
});

describe('what a speaker is after', () => {
  const examples: [text: string, kind: IntentKind][] = [
    ['Please do not call me again', 'DO_NOT_CALL'],
    ["Don't ever contact us here", 'DO_NOT_CALL'],
    ['Take me off your list!', 'DO_NOT_CALL'],
    ['Remove my number', 'DO_NOT_CALL'],
    ['How did you get my number?', 'PRIVACY_CONCERN'],
    ['Is this call being recorded?', 'PRIVACY_CONCERN'],
    ['Yes, you may record', 'CONSENT_GIVEN'],
    ['Let me talk to a real person', 'WANTS_HUMAN'],
    ['I want to speak with your supervisor', 'WANTS_HUMAN'],
    ['This is a waste of my time', 'COMPLAINT'],
    ['I want to cancel my policy', 'CANCEL_RISK'],
    ['That is too expensive for me', 'PRICE_OBJECTION'],
    ["I can't afford that", 'PRICE_OBJECTION'],
    ['How much does it cost?', 'PRICE_QUESTION'],
    ['I already have insurance with Geico', 'COMPETITOR_MENTION'],
    ['Another company offered me less', 'COMPETITOR_MENTION'],
    ['I need to think about it', 'NEEDS_TIME'],
    ['Let me talk it over with my wife', 'NEEDS_TIME'],
    ["I'm not interested", 'NOT_INTERESTED'],
    ['Sign me up', 'READY_TO_BUY'],
    ["Let's do it", 'READY_TO_BUY'],
    ['Does it cover water damage?', 'COVERAGE_QUESTION'],
    ['What is the deductible', 'COVERAGE_QUESTION'],
    ['I need to file a claim', 'CLAIM'],
    ['I had an accident yesterday', 'CLAIM'],
    ['We are having a baby in May', 'LIFE_EVENT'],
    ['We just moved to Ohio', 'LIFE_EVENT'],
    ['I got married last week', 'LIFE_EVENT'],
    ["I don't understand what that means", 'CONFUSION'],
    ['I want to pay my bill', 'PAYMENT'],
    ['Transfer $480 to Diego', 'TRANSFER'],
    ["What's my balance?", 'ACCOUNT_QUESTION'],
    ['Can you send me proof of insurance', 'DOCUMENT_REQUEST'],
    ['I would like to make an appointment', 'SCHEDULING'],
    ['I lost my card', 'SECURITY_CONCERN'],
    ['Good morning', 'GREETING'],
    ['Thanks a lot', 'THANKS'],
    ["No, that's all. Bye", 'FAREWELL'],
    ['Yes, please', 'AGREEMENT'],
    ['Nope', 'REFUSAL'],
  ];
  it.each(examples)('is heard in "%s": %s', (text, kind) => {
    expect(kindsIn(text)).toContain(kind);
  });

  it('is taken back by negation where that makes sense', () => {
    expect(kindsIn("I don't want to cancel my policy")).not.toContain('CANCEL_RISK');
    expect(kindsIn('I did not have an accident')).not.toContain('CLAIM');
    expect(kindsIn('No, cancel my policy')).toContain('CANCEL_RISK');
  });

  it('is not heard in talk of other things', () => {
    for (const text of [
      'How long will this take me?',
      'The weather is fine in Oakland on the 5th',
      'My name is Grace',
    ])
      for (const kind of ['DO_NOT_CALL', 'CANCEL_RISK', 'COMPLAINT', 'CLAIM'] as const)
        expect(kindsIn(text)).not.toContain(kind);
  });

  it('is the surer the more signs there are, and never certain', () => {
    const confidence = (text: string) =>
      recogniseIntents(tokenize(text)).find(({ kind }) => kind === 'PRICE_OBJECTION')?.confidence ?? 0;
    expect(confidence('That is too expensive')).toBeGreaterThan(confidence('That is expensive'));
    expect(confidence('Too expensive! '.repeat(50))).toBeLessThan(1);
  });
});
