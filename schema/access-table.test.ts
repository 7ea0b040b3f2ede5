import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isIntrospectionType, isNonNullType, isObjectType } from 'graphql';
import { subgraphs } from '../subgraphs/index.ts';
import { callerNames, fieldAccess, printAccessTable } from './access-table.ts';
import type { CallerName } from './access-table.ts';

const committed = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const rows = fieldAccess(subgraphs);
const schema = buildSchema(committed('api.graphql'));
const objectTypes = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !isIntrospectionType(type));

describe('the table of who may see which field', () => {
  it('has a row for every field that clients see, and no other', () => {
    const fields = objectTypes.flatMap((type) =>
      Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
    );
    expect(rows.map(({ coordinate }) => coordinate)).toEqual(fields.sort());
  });

  it('is committed as it is', () => {
    expect(committed('access.md')).toBe(printAccessTable(rows));
  });

  it('knows a rule for every field: its own, its type’s or that of what it returns', () => {
    // Whoever adds a field decides who may see it: @authenticated, @requiresScopes or @policy.
    expect(rows.filter(({ hasRule }) => !hasRule).map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('lets nobody see anything without a token', () => {
    expect(rows.filter(({ allowed }) => allowed.nobody)).toEqual([]);
  });

  it('lets a denial cost nothing but the field', () => {
    // What may be denied on an object that is seen must be nullable, or the object would go with it. A subscription has one
    // field, with which everything is denied.
    const costly = rows.filter(({ type, field, asksMoreThanType }) => {
      if (!asksMoreThanType || type === 'Subscription') return false;
      const { [field]: definition } = objectTypes.find(({ name }) => name === type)?.getFields() ?? {};
      return isNonNullType(definition?.type);
    });
    expect(costly.map(({ coordinate }) => coordinate)).toEqual([]);
  });
});

/**
 * What was decided, written down by hand: `Type.field`, or `Type` for all fields of it. It must hold whatever the directives
 * say, so that table and directives cannot agree on a mistake.
 */
const decisions: readonly (readonly [
  what: string,
  mayNot: readonly CallerName[],
  may: readonly CallerName[],
])[] = [
  ['Contact', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Consent.certificateUrl', ['integrator'], ['agent', 'manager', 'admin']],
  ['Consent.channel', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['LeadAttributes', ['integrator'], ['agent', 'manager', 'admin']],
  ['Campaign.landingPageUrl', ['integrator'], ['agent', 'manager', 'admin']],
  ['EnrichedField', ['integrator'], ['agent', 'manager', 'admin']],
  ['RiskCheck', ['integrator'], ['agent', 'manager', 'admin']],
  ['Utterance', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Suggestion', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Call', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['CoachingEvent', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['AssignmentUpdate', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Offer', ['integrator'], ['agent', 'manager', 'admin']],
  ['Agent', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Partner.email', ['integrator', 'agent'], ['manager', 'admin']],
  ['Partner.phone', ['integrator', 'agent'], ['manager', 'admin']],
  ['Partner.name', ['integrator'], ['agent', 'manager', 'admin']],
  ['Referral', ['integrator'], ['agent', 'manager', 'admin']],
  ['Product', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Experiment', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Office', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['ScoringModel', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['ScoreFactor', ['integrator'], ['agent', 'manager', 'admin']],
  ['Lead.id', ['nobody'], ['integrator', 'agent', 'manager', 'admin', 'no scopes']],
  ['Lead.status', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Lead.outcome', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Score.value', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Query.lead', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Query.leads', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Query.agents', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Query.waitingLeads', ['integrator', 'agent', 'no scopes'], ['manager', 'admin']],
  ['Query.partners', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Query.call', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.submitLead', ['agent', 'no scopes'], ['integrator', 'manager', 'admin']],
  ['Mutation.importLeads', ['agent', 'no scopes'], ['integrator', 'manager', 'admin']],
  ['Mutation.recordOutcome', ['no scopes'], ['integrator', 'agent', 'manager', 'admin']],
  ['Mutation.acceptAssignment', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.declineAssignment', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.startCall', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.addUtterance', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.endCall', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.scoreLead', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.reenrichLead', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.prepareOffers', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.recordExposure', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['Mutation.recordConversion', ['integrator', 'no scopes'], ['agent', 'manager', 'admin']],
  ['PersonalDataAccess', ['integrator', 'agent', 'manager', 'no scopes'], ['admin']],
  ['Query.personalDataAccesses', ['integrator', 'agent', 'manager', 'no scopes'], ['admin']],
  ['Webhook', ['agent', 'no scopes'], ['integrator', 'manager', 'admin']],
  ['WebhookDelivery', ['agent', 'no scopes'], ['integrator', 'manager', 'admin']],
  ...[
    'registerWebhook',
    'updateWebhook',
    'setWebhookActive',
    'deleteWebhook',
    'rotateWebhookSecret',
    'sendTestEvent',
    'resendDelivery',
    'resendFailedDeliveries',
  ].map(
    (name) =>
      [`Mutation.${name}`, ['agent', 'no scopes'], ['integrator', 'manager', 'admin']] satisfies [
        string,
        CallerName[],
        CallerName[],
      ],
  ),
  ...[
    'registerAgent',
    'updateAgent',
    'registerPartner',
    'updatePartner',
    'createReferralCode',
    'registerProduct',
    'setProductActive',
    'registerOffice',
    'createExperiment',
    'startExperiment',
    'stopExperiment',
  ].map(
    (name) =>
      [`Mutation.${name}`, ['integrator', 'agent', 'no scopes'], ['manager', 'admin']] satisfies [
        string,
        CallerName[],
        CallerName[],
      ],
  ),
];

describe('what was decided about access', () => {
  it.each(decisions)('holds for %s: not for %j, for %j', (what, mayNot, may) => {
    const meant = rows.filter(({ coordinate, type }) => coordinate === what || type === what);
    expect(meant.length).toBeGreaterThan(0);
    for (const { coordinate, allowed } of meant) {
      const seen = callerNames.filter((name) => allowed[name]);
      expect([coordinate, mayNot.filter((name) => seen.includes(name))]).toEqual([coordinate, []]);
      expect([coordinate, may.filter((name) => !seen.includes(name))]).toEqual([coordinate, []]);
    }
  });

  it('says something of every mutation', () => {
    const spoken = new Set(decisions.map(([what]) => what));
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.filter((name) => !spoken.has(`Mutation.${name}`))).toEqual([]);
  });
});
