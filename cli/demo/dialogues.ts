/** A call as it goes: who speaks, and what they say. */
export interface Turn {
  readonly speaker: 'CUSTOMER' | 'AGENT';
  readonly text: string;
}

export interface Dialogue {
  /** What the lead it fits asked for. */
  readonly lineOfBusiness: 'AUTO' | 'HOME' | 'HEALTH';
  readonly turns: readonly Turn[];
}

export const dialogues: readonly Dialogue[] = [
  {
    lineOfBusiness: 'AUTO',
    turns: [
      { speaker: 'AGENT', text: 'Good morning, this is about the quote you asked for yesterday.' },
      {
        speaker: 'CUSTOMER',
        text: 'Hi, yes. I have to say, the price I saw is really too expensive for me.',
      },
      { speaker: 'AGENT', text: 'I understand. What do you pay today?' },
      {
        speaker: 'CUSTOMER',
        text: 'About ninety a month with my current insurer, and they gave me a better offer last week.',
      },
      { speaker: 'AGENT', text: 'Let me show you what is included.' },
      { speaker: 'CUSTOMER', text: 'Does it cover glass damage, and what is the deductible?' },
      { speaker: 'CUSTOMER', text: 'That sounds great actually. How do I sign up?' },
    ],
  },
  {
    lineOfBusiness: 'HOME',
    turns: [
      { speaker: 'CUSTOMER', text: 'Hello? I am a bit confused, who is calling?' },
      { speaker: 'AGENT', text: 'You asked us for a home insurance quote.' },
      {
        speaker: 'CUSTOMER',
        text: 'Oh right. We just had a baby and we are moving next month, so everything is stressful.',
      },
      { speaker: 'CUSTOMER', text: 'I need to think about it and talk to my wife first.' },
      { speaker: 'AGENT', text: 'Of course. When would be a good time to call again?' },
      { speaker: 'CUSTOMER', text: 'Friday afternoon would be fine, thank you.' },
    ],
  },
  {
    lineOfBusiness: 'HEALTH',
    turns: [
      { speaker: 'AGENT', text: 'Good afternoon, do you have a minute?' },
      {
        speaker: 'CUSTOMER',
        text: 'Not really. I filed a claim three weeks ago and nobody helped me, this is terrible service!',
      },
      { speaker: 'AGENT', text: 'I am sorry to hear that.' },
      { speaker: 'CUSTOMER', text: 'Please stop calling me and take me off your list.' },
    ],
  },
];
