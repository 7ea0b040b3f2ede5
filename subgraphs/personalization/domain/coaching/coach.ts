import type { CoachingState } from './coaching-state.ts';
import type { IntentKind } from './intent-rules.ts';
import { openingPlay, plays, suggestionKinds } from './playbook.ts';
import type { LeadView, Moment, Play, SuggestionKind } from './playbook.ts';
import { recogniseIntents } from './recognise-intents.ts';
import type { RecognisedIntent } from './recognise-intents.ts';
import { moodOf, sentimentOf } from './score-sentiment.ts';
import type { Sentiment } from './score-sentiment.ts';
import { tokenize } from './tokenize.ts';
import { topicsIn } from './topics.ts';

export interface SuggestionDraft {
  readonly play: string;
  readonly kind: SuggestionKind;
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly offerId: string | null;
}

export interface Coaching {
  readonly sentiment: Sentiment;
  /** Most certain first. */
  readonly intents: readonly RecognisedIntent[];
  /** Most urgent first, at most three. */
  readonly suggestions: readonly SuggestionDraft[];
  readonly state: CoachingState;
}

/** More than an agent can take in while somebody speaks is noise. */
const mostSuggestions = 3;
const mostPerKind = 2;

/** What helps anew when its moment comes again late in a long call. Arguments and questions would only annoy. */
const renewableKinds: readonly SuggestionKind[] = ['COMPLIANCE', 'EMPATHY', 'INFORMATION'];
const turnsUntilRenewal = 12;

/** Intents that make a call one of service. */
const serviceIntents: readonly IntentKind[] = [
  'ACCOUNT_QUESTION',
  'TRANSFER',
  'PAYMENT',
  'CLAIM',
  'DOCUMENT_REQUEST',
  'SCHEDULING',
  'SECURITY_CONCERN',
];

/**
 * Reads one utterance and says what the agent might do now. Pure and deterministic: it depends on its arguments alone.
 * After a request not to be called nothing but compliance is suggested. The first customer utterance always yields at
 * least one suggestion.
 */
export function coach(
  utterance: { speaker: 'CUSTOMER' | 'AGENT'; text: string },
  before: CoachingState,
  lead: LeadView,
): Coaching {
  const tokens = tokenize(utterance.text);
  const intents = recogniseIntents(tokens);
  const sentiment = sentimentOf(moodOf(tokens));
  const confidences = new Map(intents.map(({ kind, confidence }) => [kind, confidence]));
  const words = new Set(tokens.words);
  const isCustomer = utterance.speaker === 'CUSTOMER';
  const known: CoachingState = {
    ...before,
    topics: [...new Set([...before.topics, ...topicsIn(tokens)])],
    isService: before.isService || (isCustomer && serviceIntents.some((kind) => confidences.has(kind))),
  };
  const moment: Moment = {
    speaker: utterance.speaker,
    sentiment,
    confidenceOf: (kind) => confidences.get(kind) ?? 0,
    isQuestion: tokens.isQuestion,
    longestNumberDigits: tokens.longestNumberDigits,
    says: (...some) => some.some((word) => words.has(word)),
    state: known,
    lead,
  };
  const chosen = choosePlays(moment);
  return {
    sentiment,
    intents,
    suggestions: chosen.map(({ play, confidence }) => ({
      play: play.key,
      kind: play.kind,
      text: play.text(moment),
      confidence,
      offerId: play.offer?.(moment)?.id ?? null,
    })),
    state: stateAfter(
      moment,
      chosen.map(({ play }) => play),
    ),
  };
}

interface Choice {
  readonly play: Play;
  readonly confidence: number;
}

function choosePlays(moment: Moment): Choice[] {
  const isFirst = moment.speaker === 'CUSTOMER' && moment.state.customerTurns === 0;
  const isClosedToSelling = moment.state.doNotCall || moment.confidenceOf('DO_NOT_CALL') > 0;
  const fitting = plays
    .filter((play) => play.speaker === moment.speaker)
    .filter((play) => !isClosedToSelling || play.kind === 'COMPLIANCE')
    .filter((play) => mayBeSuggested(play, moment.state))
    .map((play) => ({ play, confidence: play.confidence(moment) }))
    .filter(({ confidence }) => confidence > 0)
    .sort(byUrgency);
  const chosen = withinLimits(fitting);
  return isFirst && chosen.length === 0 ? [{ play: openingPlay, confidence: 0.5 }] : chosen;
}

/** As often as its limit says, and once more for every dozen customer turns without it if it is renewable. */
function mayBeSuggested({ key, kind, limit }: Play, state: CoachingState): boolean {
  if ((state.suggested[key] ?? 0) < limit) return true;
  const turnsSince = state.customerTurns - (state.lastSuggested[key] ?? 0);
  return renewableKinds.includes(kind) && turnsSince >= turnsUntilRenewal;
}

/** By kind, then by confidence; equals keep the order of the playbook, as sorting is stable. */
function byUrgency(a: Choice, b: Choice): number {
  const rank = ({ play }: Choice): number => suggestionKinds.indexOf(play.kind);
  return rank(a) - rank(b) || b.confidence - a.confidence;
}

function withinLimits(choices: readonly Choice[]): Choice[] {
  const chosen: Choice[] = [];
  for (const choice of choices) {
    const { kind } = choice.play;
    const sameKind = chosen.filter(({ play }) => play.kind === kind).length;
    const limit = kind === 'NEXT_QUESTION' || kind === 'EMPATHY' ? 1 : mostPerKind;
    if (sameKind < limit && chosen.length < mostSuggestions) chosen.push(choice);
  }
  return chosen;
}

function stateAfter(moment: Moment, chosen: readonly Play[]): CoachingState {
  const { state, speaker, sentiment } = moment;
  const suggested = { ...state.suggested };
  const lastSuggested = { ...state.lastSuggested };
  const customerTurns = state.customerTurns + (speaker === 'CUSTOMER' ? 1 : 0);
  for (const { key } of chosen) {
    suggested[key] = (suggested[key] ?? 0) + 1;
    lastSuggested[key] = customerTurns;
  }
  if (speaker === 'AGENT') return { ...state, suggested, lastSuggested };
  const hasAsked = chosen.some(({ kind }) => kind === 'NEXT_QUESTION');
  return {
    ...state,
    suggested,
    lastSuggested,
    customerTurns,
    doNotCall: state.doNotCall || moment.confidenceOf('DO_NOT_CALL') > 0,
    negativeTurns: sentiment === 'NEGATIVE' ? state.negativeTurns + 1 : 0,
    lastQuestionTurn: hasAsked ? customerTurns : state.lastQuestionTurn,
  };
}
