/** What coaching remembers of a call. It is bounded: it names plays and topics, never words that were said. */
export interface CoachingState {
  readonly customerTurns: number;
  /** How often each play was suggested. */
  readonly suggested: Readonly<Record<string, number>>;
  /** The customer turn in which each play was last suggested. */
  readonly lastSuggested: Readonly<Record<string, number>>;
  /** Topics that either side has spoken of: asking about them again would annoy. */
  readonly topics: readonly string[];
  /** Whether the customer is being served (account, claim, payment) rather than sold to. */
  readonly isService: boolean;
  /** Whether the customer asked not to be called again. */
  readonly doNotCall: boolean;
  /** How many of the customer's latest turns in a row were negative. */
  readonly negativeTurns: number;
  /** The customer turn in which a question was last suggested; 0 for none. */
  readonly lastQuestionTurn: number;
}

export const freshState: CoachingState = {
  customerTurns: 0,
  suggested: {},
  lastSuggested: {},
  topics: [],
  isService: false,
  doNotCall: false,
  negativeTurns: 0,
  lastQuestionTurn: 0,
};
