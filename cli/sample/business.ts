import type {
  CreateExperimentInput,
  RegisterAgentInput,
  RegisterOfficeInput,
  RegisterPartnerInput,
  RegisterProductInput,
  SubmitLeadInput,
} from '../generated/operations.ts';

// People and products of a business that does not exist. Addresses end in example.com; telephone numbers are from the
// range that is kept free for fiction.

export const sampleOffices: RegisterOfficeInput[] = [
  { idempotencyKey: 'sample:east', name: 'New York', postalCode: '10016' },
  { idempotencyKey: 'sample:west', name: 'Los Angeles', postalCode: '90017' },
  { idempotencyKey: 'sample:south', name: 'Dallas', postalCode: '75201' },
];

export const samplePartners: (RegisterPartnerInput & { code: string; rewardCents: number })[] = [
  {
    idempotencyKey: 'sample:friends',
    name: 'Customers who tell friends',
    email: 'friends@example.com',
    code: 'FRIENDS',
    rewardCents: 5_000,
  },
  {
    idempotencyKey: 'sample:harbor',
    name: 'Harbor Realty',
    email: 'desk@harbor-realty.example.com',
    code: 'HARBOR',
    rewardCents: 12_500,
  },
];

export const sampleExperiments: CreateExperimentInput[] = [
  {
    idempotencyKey: 'sample:opening',
    key: 'opening-line',
    name: 'How a call begins',
    variants: [
      { key: 'ask-first', weight: 1 },
      { key: 'offer-first', weight: 1 },
    ],
  },
];

type Agent = Pick<
  RegisterAgentInput,
  'name' | 'email' | 'linesOfBusiness' | 'licensedStates' | 'capacity' | 'experienceYears'
>;

const agents: Agent[] = [
  {
    name: 'Grace Okafor',
    email: 'grace.okafor@example.com',
    linesOfBusiness: ['AUTO', 'HOME', 'RENTERS'],
    licensedStates: ['NY', 'NJ', 'PA', 'CT'],
    capacity: 40,
    experienceYears: 11,
  },
  {
    name: 'Mateo Ruiz',
    email: 'mateo.ruiz@example.com',
    linesOfBusiness: ['AUTO', 'LIFE', 'HEALTH'],
    licensedStates: ['CA', 'NV', 'AZ', 'TX'],
    capacity: 40,
    experienceYears: 6,
  },
  {
    name: 'Hannah Lindqvist',
    email: 'hannah.lindqvist@example.com',
    linesOfBusiness: ['HOME', 'COMMERCIAL', 'LIFE'],
    licensedStates: ['NY', 'IL', 'MI', 'OH', 'TX'],
    capacity: 30,
    experienceYears: 15,
  },
  {
    name: 'Dev Patel',
    email: 'dev.patel@example.com',
    linesOfBusiness: ['AUTO', 'HOME', 'HEALTH', 'RENTERS'],
    licensedStates: ['TX', 'FL', 'GA', 'CA', 'NY'],
    capacity: 50,
    experienceYears: 2,
  },
];

export const sampleAgents: RegisterAgentInput[] = agents.map((agent) => ({
  ...agent,
  idempotencyKey: `sample:${agent.email}`,
}));

const ranges = [
  { line: 'AUTO', label: 'Auto', cents: [8_900, 12_900, 17_900] },
  { line: 'HOME', label: 'Home', cents: [7_500, 10_900, 15_500] },
  { line: 'RENTERS', label: 'Renters', cents: [1_200, 1_900, 2_900] },
  { line: 'LIFE', label: 'Life', cents: [2_400, 4_100, 6_900] },
  { line: 'HEALTH', label: 'Health', cents: [21_900, 31_900, 44_900] },
  { line: 'COMMERCIAL', label: 'Business', cents: [14_900, 22_900, 36_900] },
] as const;

const tiers = [
  { tier: 'BASIC', label: 'Essential', highlights: ['Legal minimum cover', 'Claims by phone'] },
  {
    tier: 'STANDARD',
    label: 'Plus',
    highlights: ['Higher limits', 'Claims around the clock', 'No fee for paying monthly'],
  },
  {
    tier: 'PREMIUM',
    label: 'Complete',
    highlights: ['Highest limits', 'Personal claims manager', 'First claim forgiven'],
  },
] as const;

export const sampleProducts: RegisterProductInput[] = ranges.flatMap(({ line, label, cents }) =>
  tiers.map(({ tier, label: tierLabel, highlights }, place) => ({
    idempotencyKey: `sample:${line}:${tier}`,
    name: `${label} ${tierLabel}`,
    lineOfBusiness: line,
    tier,
    baseMonthlyPremium: { amountCents: cents[place] ?? cents[0], currency: 'USD' },
    highlights: [...highlights],
    rating: {
      ageBands: [
        { fromAge: 16, toAge: 24, factorBasisPoints: 14_500 },
        { fromAge: 65, toAge: 120, factorBasisPoints: 11_500 },
      ],
      priorClaimSurchargeBasisPoints: 900,
      homeOwnerDiscountBasisPoints: 500,
    },
  })),
);

type Person = [
  firstName: string,
  lastName: string,
  phone: string,
  city: string,
  state: string,
  postalCode: string,
  line: SubmitLeadInput['lineOfBusiness'],
  attributes: NonNullable<SubmitLeadInput['attributes']>,
];

const people: Person[] = [
  [
    'Ada',
    'Morgan',
    '+12125550101',
    'New York',
    'NY',
    '10025',
    'AUTO',
    {
      ageYears: 34,
      currentlyInsured: true,
      vehicleYear: 2021,
      creditTier: 'GOOD',
      monthlyBudgetCents: 15_000,
      purchaseTimeframeDays: 7,
    },
  ],
  [
    'Luis',
    'Herrera',
    '+14155550102',
    'San Francisco',
    'CA',
    '94110',
    'AUTO',
    {
      ageYears: 27,
      currentlyInsured: false,
      vehicleYear: 2016,
      creditTier: 'FAIR',
      monthlyBudgetCents: 9_000,
      purchaseTimeframeDays: 3,
    },
  ],
  [
    'Mei',
    'Tanaka',
    '+13125550103',
    'Chicago',
    'IL',
    '60614',
    'HOME',
    {
      ageYears: 45,
      homeOwner: true,
      householdSize: 4,
      priorClaimsCount: 1,
      creditTier: 'EXCELLENT',
      purchaseTimeframeDays: 30,
    },
  ],
  [
    'Noah',
    'Becker',
    '+17135550104',
    'Houston',
    'TX',
    '77006',
    'HOME',
    {
      ageYears: 52,
      homeOwner: true,
      householdSize: 3,
      priorClaimsCount: 0,
      creditTier: 'GOOD',
      monthlyBudgetCents: 14_000,
    },
  ],
  [
    'Priya',
    'Nair',
    '+13055550105',
    'Miami',
    'FL',
    '33130',
    'HEALTH',
    {
      ageYears: 39,
      householdSize: 2,
      currentlyInsured: true,
      monthlyBudgetCents: 35_000,
      purchaseTimeframeDays: 14,
    },
  ],
  [
    'Samuel',
    'Osei',
    '+14045550106',
    'Atlanta',
    'GA',
    '30312',
    'RENTERS',
    { ageYears: 24, homeOwner: false, householdSize: 1, creditTier: 'FAIR', purchaseTimeframeDays: 1 },
  ],
  [
    'Clara',
    'Rossi',
    '+16175550107',
    'Boston',
    'MA',
    '02116',
    'LIFE',
    {
      ageYears: 41,
      householdSize: 5,
      creditTier: 'GOOD',
      monthlyBudgetCents: 6_000,
      purchaseTimeframeDays: 60,
    },
  ],
  [
    'Jonas',
    'Weber',
    '+17185550108',
    'Brooklyn',
    'NY',
    '11215',
    'HOME',
    { ageYears: 36, homeOwner: true, householdSize: 3, priorClaimsCount: 2, creditTier: 'FAIR' },
  ],
];

/** Leads as a website would send them, their consent given just before `now`. */
export function sampleLeads(now: Date): SubmitLeadInput[] {
  const grantedAt = new Date(now.getTime() - 3_600_000).toISOString();
  return people.map(
    ([firstName, lastName, phone, city, state, postalCode, lineOfBusiness, attributes], place) => ({
      idempotencyKey: `sample:${lastName.toLowerCase()}`,
      source: place % 3 === 0 ? 'website' : place % 3 === 1 ? 'comparison-site' : 'partner',
      lineOfBusiness,
      contact: {
        firstName,
        lastName,
        phone,
        city,
        state,
        postalCode,
        email: `${firstName}.${lastName}@example.com`.toLowerCase(),
      },
      consents: [{ channel: 'PHONE', grantedAt }],
      attributes,
      referralCode: place % 4 === 1 ? 'HARBOR' : null,
      campaign: { name: 'spring', utmSource: 'search', utmMedium: 'cpc' },
    }),
  );
}
