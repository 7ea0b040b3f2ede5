import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAttributes } from '../offers/lead-facts.ts';
import { coach } from './coach.ts';
import type { Coaching } from './coach.ts';
import { freshState } from './coaching-state.ts';
import { intentRules } from './intent-rules.ts';
import { plays, suggestionKinds } from './playbook.ts';
import type { LeadView, OfferView } from './playbook.ts';

const offers: OfferView[] = [
  {
    id: 'basic',
    tier: 'BASIC',
    productName: 'Drive Basic',
    monthlyPremium: '$49.00',
    fitScore: 0.5,
    highlight: 'liability',
  },
  {
    id: 'premium',
    tier: 'PREMIUM',
    productName: 'Drive Premium',
    monthlyPremium: '$149.00',
    fitScore: 0.9,
    highlight: 'a rental car',
  },
];
const driver: LeadView = { lineOfBusiness: 'AUTO', attributes: null, offers };
const stranger: LeadView = { lineOfBusiness: null, attributes: null, offers: [] };

/** Plays a talk; lines of the agent begin with "> ". */
function talk(lines: readonly string[], lead = driver): Coaching[] {
  let state = freshState;
  return lines.map((line) => {
    const isAgent = line.startsWith('> ');
    const coaching = coach(
      { speaker: isAgent ? 'AGENT' : 'CUSTOMER', text: isAgent ? line.slice(2) : line },
      state,
      lead,
    );
    state = coaching.state;
    return coaching;
  });
}

const playsOf = ({ suggestions }: Coaching): string[] => suggestions.map(({ play }) => play);

describe('coaching', () => {
  it('answers the first customer utterance of any call', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'Bye', 'Hello', 'uh'));
    fc.assert(
      fc.property(anyText, fc.constantFrom(driver, stranger), (text, lead) => {
        const [first] = talk([text], lead);
        expect(first?.suggestions.length).toBeGreaterThan(0);
      }),
    );
    const [greeted, answered] = talk(['> Hello, this is Ada, how are you?', 'Fine.']);
    expect(greeted?.suggestions).toEqual([]);
    expect(answered?.suggestions.map(({ kind }) => kind)).toContain('NEXT_QUESTION');
  });

  it('puts compliance first and falls silent after a request not to be called', () => {
    const [asked, pressed, again, closing] = talk([
      'Too expensive, and stop calling me!',
      '> But let me tell you about our new product',
      'It is too expensive, I said',
      '> You are removed. Goodbye',
    ]);
    expect(asked?.suggestions).toMatchObject([{ kind: 'COMPLIANCE', play: 'do-not-call' }]);
    expect(asked?.suggestions[0]?.confidence).toBeGreaterThan(0.9);
    expect(playsOf(pressed as Coaching)).toEqual(['do-not-call-reminder']);
    expect(again?.suggestions).toEqual([]);
    expect(closing?.suggestions).toEqual([]);
  });

  it('does not repeat itself', () => {
    const all = talk(Array.from({ length: 12 }, () => 'It is too expensive')).flatMap(playsOf);
    for (const key of new Set(all)) {
      const limit = plays.find((play) => play.key === key)?.limit ?? 0;
      expect(all.filter((one) => one === key).length).toBeLessThanOrEqual(limit);
    }
  });

  it('helps anew when the moment comes again late in a long call', () => {
    const small = Array.from({ length: 12 }, () => 'And so on');
    const calls = talk(['What is my balance?', ...small, 'What is my balance?', 'What is my balance?']);
    const informed = calls.map((coaching) => playsOf(coaching).includes('account'));
    expect(informed.filter(Boolean)).toHaveLength(2);
    expect(informed.at(-2)).toBe(true);
  });

  it('speaks of the offer that answers the objection', () => {
    const [first] = talk(['That is too expensive for me']);
    const lower = first?.suggestions.find(({ play }) => play === 'price-lower-tier');
    expect(lower).toMatchObject({ kind: 'OBJECTION_HANDLING', offerId: 'basic' });
    expect(lower?.text).toContain('Drive Basic at $49.00 a month');
    const [without] = talk(['That is too expensive for me'], { ...driver, offers: [] });
    expect(playsOf(without as Coaching)).toEqual(['price-ask', 'ask-motive']);
  });

  it('asks about open topics only, and not in every turn', () => {
    const told: LeadView = {
      ...driver,
      attributes: readAttributes({
        monthlyBudgetCents: 5_000,
        purchaseTimeframeDays: 3,
        currentlyInsured: false,
      }),
    };
    const asked = talk(
      ['Hi', 'Hm', 'Well', 'So', 'And', 'Then', ...Array.from({ length: 30 }, () => 'Right')],
      told,
    );
    const questions = asked.map((coaching) => playsOf(coaching).filter((play) => play.startsWith('ask-')));
    expect(questions.flat()).not.toContain('ask-budget');
    expect(questions.flat()).not.toContain('ask-start');
    expect(questions.flat()).not.toContain('ask-insurer');
    expect(questions.flat()).toContain('ask-vehicle');
    expect(new Set(questions.flat()).size).toBe(questions.flat().length);
    expect(questions.slice(0, 4).map((some) => some.length)).toEqual([1, 0, 0, 1]);
    const spoken = talk(['> What brings you here, and which car do you drive?', 'A red one']);
    expect(spoken.flatMap(playsOf)).not.toContain('ask-motive');
    expect(spoken.flatMap(playsOf)).not.toContain('ask-vehicle');
  });

  it('serves instead of selling when somebody needs a service', () => {
    const [balance, , transfer, , timing] = talk([
      'Could you tell me my account balance?',
      '> Sure',
      'Transfer $480 to Diego please',
      '> Done',
      'How long will the transfer take?',
    ]);
    expect(playsOf(balance as Coaching)).toEqual(['account', 'ask-identity']);
    expect(playsOf(transfer as Coaching)).toContain('transfer-details');
    expect(playsOf(timing as Coaching)).toContain('transfer-timing');
  });

  it('answers a fall in mood with empathy before anything else', () => {
    const [, second] = talk(['This is bad.', 'This is really terrible, it is too expensive.']);
    expect(second?.suggestions[0]?.kind).toBe('EMPATHY');
  });

  it('warns of promises and of card numbers', () => {
    const [promise, card] = talk(['> I guarantee it is the cheapest', 'My card is 4111 1111 1111 1111']);
    expect(promise?.suggestions).toMatchObject([{ kind: 'COMPLIANCE' }]);
    expect(card?.suggestions[0]).toMatchObject({ kind: 'COMPLIANCE', play: 'card-number' });
    expect(card?.suggestions.map(({ text }) => text).join()).not.toContain('4111');
  });

  it('is the same every time, bounded, and ordered by urgency', () => {
    const words = [
      ...new Set(intentRules.flatMap((rule) => rule.phrases.flatMap((phrase) => phrase.split(/[ |()]+/)))),
    ];
    const sentence = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((some) => some.join(' '));
    const line = fc.tuple(fc.constantFrom('', '> '), sentence).map(([mark, text]) => mark + text);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), (lines) => {
        const talked = talk(lines);
        expect(talk(lines)).toEqual(talked);
        for (const { suggestions, intents, state } of talked) {
          expect(suggestions.length).toBeLessThanOrEqual(3);
          const ranks = suggestions.map(({ kind }) => suggestionKinds.indexOf(kind));
          expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
          for (const { confidence, text } of [
            ...suggestions,
            ...intents.map((one) => ({ ...one, text: '-' })),
          ]) {
            expect(confidence).toBeGreaterThan(0);
            expect(confidence).toBeLessThan(1);
            expect(text).not.toMatch(/undefined|null/);
          }
          expect(JSON.stringify(state).length).toBeLessThan(4_000);
        }
      }),
    );
  });

  it('names every play once', () => {
    const keys = plays.map((play) => play.key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
