import type { LeadAttributes } from '../offers/lead-facts.ts';
import type { CoachingState } from './coaching-state.ts';
import type { IntentKind } from './intent-rules.ts';
import type { Sentiment } from './score-sentiment.ts';

/** From the most to the least urgent: suggestions of one utterance are given in this order. */
export const suggestionKinds = [
  'COMPLIANCE',
  'EMPATHY',
  'OBJECTION_HANDLING',
  'CLOSING',
  'INFORMATION',
  'CROSS_SELL',
  'NEXT_QUESTION',
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** An offer as far as a suggestion may speak of it. */
export interface OfferView {
  readonly id: string;
  readonly tier: 'BASIC' | 'STANDARD' | 'PREMIUM';
  readonly productName: string;
  /** Such as `$129.00`. */
  readonly monthlyPremium: string;
  readonly fitScore: number;
  /** First highlight of the product. */
  readonly highlight: string | null;
}

/** Null line and attributes: not known. */
export interface LeadView {
  readonly lineOfBusiness: 'AUTO' | 'HOME' | 'RENTERS' | 'LIFE' | 'HEALTH' | 'COMMERCIAL' | null;
  readonly attributes: LeadAttributes | null;
  /** BASIC first. */
  readonly offers: readonly OfferView[];
}

/** What was just said, and everything a play may look at. */
export interface Moment {
  readonly speaker: 'CUSTOMER' | 'AGENT';
  readonly sentiment: Sentiment;
  /** Confidence, 0 to 1, of an intent; 0 when it was not recognised. */
  readonly confidenceOf: (kind: IntentKind) => number;
  readonly isQuestion: boolean;
  readonly longestNumberDigits: number;
  /** Whether the words hold one of these. */
  readonly says: (...words: string[]) => boolean;
  /** Before this utterance, but with the topics of it. */
  readonly state: CoachingState;
  readonly lead: LeadView;
}

export interface Play {
  /** Stable: states and stored suggestions name it. */
  readonly key: string;
  readonly kind: SuggestionKind;
  readonly speaker: 'CUSTOMER' | 'AGENT';
  /** How often it may be suggested in one call. */
  readonly limit: number;
  /** How sure it is that this is the moment, 0 to 1; 0: not now. */
  readonly confidence: (moment: Moment) => number;
  readonly text: (moment: Moment) => string;
  /** The offer the text speaks of. */
  readonly offer?: (moment: Moment) => OfferView | undefined;
}

function on(kind: IntentKind): (moment: Moment) => number {
  return (moment) => moment.confidenceOf(kind);
}

/** As sure as the intent, when the condition holds too. */
function onIf(kind: IntentKind, condition: (moment: Moment) => boolean): (moment: Moment) => number {
  return (moment) => (condition(moment) ? moment.confidenceOf(kind) : 0);
}

function play(
  key: string,
  kind: SuggestionKind,
  confidence: Play['confidence'],
  text: string | Play['text'],
  more: Partial<Pick<Play, 'limit' | 'offer' | 'speaker'>> = {},
): Play {
  return {
    key,
    kind,
    confidence,
    text: typeof text === 'string' ? () => text : text,
    speaker: 'CUSTOMER',
    limit: 1,
    ...more,
  };
}

function cheapestOf({ lead }: Moment): OfferView | undefined {
  return lead.offers[0];
}

function fullestOf({ lead }: Moment): OfferView | undefined {
  return lead.offers.at(-1);
}

function bestOf({ lead }: Moment): OfferView | undefined {
  return lead.offers.toSorted((a, b) => b.fitScore - a.fitScore)[0];
}

function name({ productName, monthlyPremium }: OfferView): string {
  return `${productName} at ${monthlyPremium} a month`;
}

const hasOffer = ({ lead }: Moment): boolean => lead.offers.length > 0;
const isSales = ({ state }: Moment): boolean => !state.isService;
const wasSuggested =
  (key: string): ((moment: Moment) => boolean) =>
  ({ state }) =>
    (state.suggested[key] ?? 0) > 0;

const compliance: readonly Play[] = [
  play(
    'do-not-call',
    'COMPLIANCE',
    on('DO_NOT_CALL'),
    'Stop selling now. Confirm that the number goes on the do-not-call list today, record the request, apologise for the disturbance and end the call politely.',
    { limit: 2 },
  ),
  play(
    'do-not-call-reminder',
    'COMPLIANCE',
    ({ state, confidenceOf }) =>
      state.doNotCall && confidenceOf('FAREWELL') === 0 && confidenceOf('AGREEMENT') === 0 ? 0.9 : 0,
    'The customer asked not to be called. Speak of nothing but that request, and close the call.',
    { speaker: 'AGENT' },
  ),
  play(
    'privacy',
    'COMPLIANCE',
    on('PRIVACY_CONCERN'),
    'Answer openly: who you are, where the contact details come from, whether the call is recorded, and how consent can be withdrawn. Go on only if the customer agrees.',
    { limit: 2 },
  ),
  play(
    'card-number',
    'COMPLIANCE',
    ({ longestNumberDigits }) => (longestNumberDigits >= 13 && longestNumberDigits <= 19 ? 0.92 : 0),
    'That sounded like a card number. Pause the recording, enter it only in the payment form and never in notes.',
  ),
  play(
    'consent-note',
    'COMPLIANCE',
    on('CONSENT_GIVEN'),
    'Note the consent with date and time, and repeat in one sentence what it was given for.',
  ),
  play(
    'no-promises',
    'COMPLIANCE',
    ({ says }) => (says('guarantee', 'guaranteed', 'guarantees', 'cheapest', 'lowest') ? 0.8 : 0),
    'Take back what sounded like a promise: price and cover hold only as written in the policy.',
    { speaker: 'AGENT' },
  ),
];

const empathy: readonly Play[] = [
  play(
    'claim-empathy',
    'EMPATHY',
    onIf('CLAIM', ({ sentiment, says }) => sentiment === 'NEGATIVE' || says('accident', 'crash', 'stolen')),
    'First ask whether everybody is all right, and say that you are sorry it happened. Then come to the facts.',
  ),
  play(
    'complaint',
    'EMPATHY',
    on('COMPLAINT'),
    'Let the customer finish. Name what went wrong in their words, apologise once without excuses, and say what you will do about it now.',
    { limit: 2 },
  ),
  play(
    'bereavement',
    'EMPATHY',
    ({ says, sentiment }) => (says('died', 'funeral', 'passed') && sentiment !== 'POSITIVE' ? 0.8 : 0),
    'Offer your condolences and slow down. Ask whether this is a good moment to go on.',
  ),
  play(
    'mood-falling',
    'EMPATHY',
    ({ sentiment, state }) => (sentiment === 'NEGATIVE' && state.negativeTurns >= 1 ? 0.75 : 0),
    'The mood has been low for a while. Pause, sum up what you have understood, and ask what would help most.',
    { limit: 2 },
  ),
  play(
    'mood-low',
    'EMPATHY',
    ({ sentiment, confidenceOf }) =>
      sentiment === 'NEGATIVE' && confidenceOf('PRICE_OBJECTION') === 0 && confidenceOf('DO_NOT_CALL') === 0
        ? 0.6
        : 0,
    'The customer sounds unhappy. Acknowledge it in one sentence before you go on.',
  ),
];

const objections: readonly Play[] = [
  play(
    'price-lower-tier',
    'OBJECTION_HANDLING',
    onIf('PRICE_OBJECTION', hasOffer),
    (moment) => {
      const offer = cheapestOf(moment) as OfferView;
      return `Agree that the price matters, then ask what they pay today. ${name(offer)} keeps the essentials${offer.highlight === null ? '' : `: ${offer.highlight}`}.`;
    },
    { offer: cheapestOf },
  ),
  play(
    'price-value',
    'OBJECTION_HANDLING',
    onIf('PRICE_OBJECTION', (moment) => bestOf(moment)?.productName !== cheapestOf(moment)?.productName),
    (moment) =>
      `Compare by the day, not by the month, and name the one loss it would pay for. If cover may be smaller, move from ${bestOf(moment)?.productName} to ${cheapestOf(moment)?.productName}.`,
    { offer: bestOf },
  ),
  play(
    'price-ask',
    'OBJECTION_HANDLING',
    on('PRICE_OBJECTION'),
    'Ask which monthly amount would feel right, and which part of the cover they could do without: deductible and extras move the price most.',
  ),
  play(
    'competitor',
    'OBJECTION_HANDLING',
    on('COMPETITOR_MENTION'),
    'Say nothing against the other company. Ask what they like there and what is missing, then compare deductible and limits line by line, not the price alone.',
  ),
  play(
    'competitor-quote',
    'OBJECTION_HANDLING',
    onIf('COMPETITOR_MENTION', wasSuggested('competitor')),
    'Ask to see the other quote, and check that limits and deductible are the same before you talk about the difference.',
  ),
  play(
    'needs-time',
    'OBJECTION_HANDLING',
    on('NEEDS_TIME'),
    'Respect it. Ask what exactly is left to think about, offer a written summary, and agree on a day and hour for the next call.',
  ),
  play(
    'needs-time-again',
    'OBJECTION_HANDLING',
    onIf('NEEDS_TIME', wasSuggested('needs-time')),
    'Do not press any further. Fix the time of the next call, repeat it, and thank them for their time.',
  ),
  play(
    'not-interested',
    'OBJECTION_HANDLING',
    onIf('NOT_INTERESTED', ({ state }) => !state.doNotCall),
    'Thank them for being frank. Ask one short question about what would have to be different; if the answer is no again, close.',
  ),
  play(
    'cancel',
    'OBJECTION_HANDLING',
    on('CANCEL_RISK'),
    'Ask for the reason before you explain how cancelling works. If it is the price, look for a smaller cover first; if they stay with it, help at once.',
  ),
  play(
    'human',
    'OBJECTION_HANDLING',
    on('WANTS_HUMAN'),
    'Say your name and that you will see to it in person. If they still want somebody else, hand over with a summary, so that nothing has to be told twice.',
  ),
];

const closing: readonly Play[] = [
  play(
    'ready-offer',
    'CLOSING',
    onIf('READY_TO_BUY', hasOffer),
    (moment) =>
      `They are ready. Repeat ${name(bestOf(moment) as OfferView)} with its start date in one sentence, confirm name and address, and go through the application.`,
    { offer: bestOf },
  ),
  play(
    'ready',
    'CLOSING',
    onIf('READY_TO_BUY', (moment) => !hasOffer(moment)),
    'They are ready. Sum up what was agreed in one sentence, confirm name and address, and go through the application.',
  ),
  play(
    'close-politely',
    'CLOSING',
    on('FAREWELL'),
    'Sum up what was agreed and what happens next and when, thank them, and let them hang up first.',
  ),
  play(
    'agreement-step',
    'CLOSING',
    onIf(
      'AGREEMENT',
      ({ sentiment, state }) => sentiment === 'POSITIVE' && state.customerTurns >= 4 && !state.isService,
    ),
    'They agree and sound well disposed: propose the next concrete step instead of another argument.',
  ),
];

const information: readonly Play[] = [
  play(
    'price-offer',
    'INFORMATION',
    onIf('PRICE_QUESTION', (moment) => hasOffer(moment) && isSales(moment)),
    (moment) =>
      `Name the price plainly: ${name(bestOf(moment) as OfferView)}. Then say what it includes before you pause.`,
    { offer: bestOf },
  ),
  play(
    'price-unknown',
    'INFORMATION',
    onIf('PRICE_QUESTION', (moment) => !hasOffer(moment) && isSales(moment)),
    'Do not guess a price. Say which two details you need to work it out, and ask for them.',
  ),
  play(
    'coverage-offer',
    'INFORMATION',
    onIf('COVERAGE_QUESTION', hasOffer),
    (moment) => {
      const offer = fullestOf(moment) as OfferView;
      const covers = offer.highlight === null ? '' : ` ${offer.productName} names ${offer.highlight}.`;
      return `Answer yes, no or "let me look it up", then give one example of a loss.${covers} Read limits and deductible from the policy.`;
    },
    { offer: fullestOf, limit: 2 },
  ),
  play(
    'coverage',
    'INFORMATION',
    onIf('COVERAGE_QUESTION', (moment) => !hasOffer(moment)),
    'Answer yes, no or "let me look it up", and read limits, deductible and exclusions from the policy itself.',
    { limit: 2 },
  ),
  play(
    'claim-steps',
    'INFORMATION',
    on('CLAIM'),
    'Take the claim or policy number, what happened, when and where. Say who will call back, by when, and which photos or papers help.',
  ),
  play(
    'confusion',
    'INFORMATION',
    on('CONFUSION'),
    'Explain it again in one sentence without terms of the trade, with an example from their own life, and check that it came across.',
    { limit: 2 },
  ),
  play(
    'security',
    'INFORMATION',
    on('SECURITY_CONCERN'),
    'Block first, ask later: freeze the card or account now, then go through the last transactions together and open a case.',
  ),
  play(
    'payment',
    'INFORMATION',
    on('PAYMENT'),
    'Read back amount, due date and way of payment, wait for a clear yes, and give a confirmation number.',
    { limit: 2 },
  ),
  play(
    'transfer-details',
    'INFORMATION',
    on('TRANSFER'),
    'Take amount, recipient and both accounts one by one, then read all of it back and wait for a clear yes before anything is sent.',
  ),
  play(
    'transfer-timing',
    'INFORMATION',
    onIf('TRANSFER', (moment) => wasSuggested('transfer-details')(moment) && moment.isQuestion),
    'Say how many business days it takes and how they will see that it has arrived.',
  ),
  play(
    'account',
    'INFORMATION',
    on('ACCOUNT_QUESTION'),
    'Verify who is calling with two details before you read out anything, ask which account or policy is meant, then give the answer in one sentence.',
  ),
  play(
    'account-answer',
    'INFORMATION',
    onIf('ACCOUNT_QUESTION', (moment) => wasSuggested('account')(moment) && moment.isQuestion),
    'Answer first, then say from which day the figure is and what is still pending on it.',
  ),
  play(
    'documents',
    'INFORMATION',
    on('DOCUMENT_REQUEST'),
    'Confirm which document and for which policy, send it while you speak, and ask whether it has arrived.',
  ),
  play(
    'scheduling',
    'INFORMATION',
    on('SCHEDULING'),
    'Offer two times to choose from, then repeat day, hour and place, and send a confirmation.',
  ),
  play(
    'how-long',
    'INFORMATION',
    ({ isQuestion, says }) => (isQuestion && says('long', 'soon') && says('how') ? 0.7 : 0),
    'Give a time you can keep, and say what happens in between and whom to ask if it takes longer.',
  ),
];

const crossSell: readonly Play[] = [
  play(
    'life-event',
    'CROSS_SELL',
    on('LIFE_EVENT'),
    (moment) => {
      const offer = fullestOf(moment);
      const tail =
        offer === undefined
          ? 'what needs cover now'
          : `what needs cover now, and whether ${name(offer)} answers it`;
      return `Show that you heard it: congratulate, or ask how they are coping. Something has changed in their life: ask ${tail}.`;
    },
    { offer: fullestOf },
  ),
  play(
    'settled-offer',
    'CROSS_SELL',
    ({ confidenceOf, sentiment, state, lead }) =>
      state.isService &&
      lead.offers.length > 0 &&
      sentiment === 'POSITIVE' &&
      confidenceOf('THANKS') > 0 &&
      state.customerTurns >= 4
        ? 0.55
        : 0,
    (moment) =>
      `The matter is settled and the mood is good. One sentence, no pressure: ${name(bestOf(moment) as OfferView)} was worked out for them.`,
    { offer: bestOf },
  ),
];

/** A question that helps to know the customer, asked once and only while its topic is open. */
interface Question {
  readonly key: string;
  readonly topic: string;
  readonly text: string;
  /** Lines it is for. Default: all. */
  readonly lines?: readonly NonNullable<LeadView['lineOfBusiness']>[];
  /** Whether the lead's own attributes answer it. */
  readonly isAnswered?: (attributes: LeadAttributes) => boolean;
}

const salesQuestions: readonly Question[] = [
  {
    key: 'ask-motive',
    topic: 'motive',
    text: 'Ask what made them look for insurance now, and let them tell it at length.',
  },
  {
    key: 'ask-vehicle',
    topic: 'vehicle',
    lines: ['AUTO'],
    text: 'Ask for make, model and year of the car, and who else drives it.',
  },
  {
    key: 'ask-property',
    topic: 'property',
    lines: ['HOME'],
    text: 'Ask when the house was built, and about roof and heating: they decide most of the price.',
  },
  {
    key: 'ask-belongings',
    topic: 'belongings',
    lines: ['RENTERS'],
    text: 'Ask what it would cost to replace what they own; most people guess half of it.',
  },
  {
    key: 'ask-dependants',
    topic: 'dependants',
    lines: ['LIFE'],
    text: 'Ask who depends on their income, and for how many years it should be secured.',
  },
  {
    key: 'ask-doctors',
    topic: 'doctors',
    lines: ['HEALTH'],
    text: 'Ask which doctors they want to keep and which prescriptions they take.',
  },
  {
    key: 'ask-business',
    topic: 'business',
    lines: ['COMMERCIAL'],
    text: 'Ask what the business does, with how many employees, and which standstill would hurt most.',
  },
  {
    key: 'ask-insurer',
    topic: 'insurer',
    text: 'Ask who insures them today, until when, and what they would change about it.',
    isAnswered: ({ currentlyInsured }) => currentlyInsured === false,
  },
  {
    key: 'ask-priority',
    topic: 'priority',
    text: 'Ask what matters most to them: a low premium, a low deductible, or somebody who helps at once.',
  },
  {
    key: 'ask-mileage',
    topic: 'mileage',
    lines: ['AUTO'],
    text: 'Ask how many miles they drive in a year: few miles can lower the premium.',
  },
  {
    key: 'ask-income',
    topic: 'income',
    lines: ['LIFE'],
    text: 'Ask about mortgage and debts: they are the least a policy should pay off.',
  },
  {
    key: 'ask-budget',
    topic: 'budget',
    text: 'Ask which monthly amount they would feel comfortable with.',
    isAnswered: ({ monthlyBudgetCents }) => monthlyBudgetCents !== null,
  },
  {
    key: 'ask-start',
    topic: 'start',
    text: 'Ask from which day the cover should start.',
    isAnswered: ({ purchaseTimeframeDays }) => purchaseTimeframeDays !== null,
  },
];

const serviceQuestions: readonly Question[] = [
  {
    key: 'ask-identity',
    topic: 'identity',
    text: 'Ask for name and date of birth first, so that you speak with the right person about the right account.',
  },
  {
    key: 'ask-goal',
    topic: 'goal',
    text: 'Repeat in one sentence what they need, and ask whether you have it right.',
  },
  {
    key: 'ask-contact',
    topic: 'contactOnFile',
    text: 'Ask whether phone number and e-mail on file are still right.',
  },
  {
    key: 'ask-anything-else',
    topic: 'anythingElse',
    text: 'Ask whether anything else is open before you close.',
  },
];

/** Customer turns between two questions, so that a talk does not become an interrogation. */
const turnsBetweenQuestions = 3;
const questionConfidence = 0.6;

function questionPlay(question: Question, isForService: boolean): Play {
  const { key, topic, text, lines, isAnswered } = question;
  const isOpen = ({ state, lead }: Moment): boolean =>
    state.isService === isForService &&
    !state.topics.includes(topic) &&
    (lines === undefined || (lead.lineOfBusiness !== null && lines.includes(lead.lineOfBusiness))) &&
    !(lead.attributes !== null && isAnswered?.(lead.attributes) === true);
  const isTime = ({ state, confidenceOf }: Moment): boolean =>
    confidenceOf('FAREWELL') === 0 &&
    (state.lastQuestionTurn === 0 ||
      state.customerTurns + 1 - state.lastQuestionTurn >= turnsBetweenQuestions);
  return play(
    key,
    'NEXT_QUESTION',
    (moment) => (isOpen(moment) && isTime(moment) ? questionConfidence : 0),
    text,
  );
}

/** For a first utterance that nothing else answers. */
export const openingPlay = play(
  'open',
  'NEXT_QUESTION',
  () => 0.5,
  'Say who you are and why you call, then ask an open question: what can I do for you today?',
);

export const plays: readonly Play[] = [
  ...compliance,
  ...empathy,
  ...objections,
  ...closing,
  ...information,
  ...crossSell,
  ...serviceQuestions.map((question) => questionPlay(question, true)),
  ...salesQuestions.map((question) => questionPlay(question, false)),
];
