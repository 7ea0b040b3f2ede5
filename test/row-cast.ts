import { randomUUID } from 'node:crypto';
import type { Viewer } from '../subgraphs/shared/context.ts';
import { admin, agentViewer, integratorViewer, managerViewer } from './scenario.ts';
import type { Scenario } from './scenario.ts';

/** Whose a lead is: an agent's in a team, nobody's, or there is none. */
export type Standing = 'held' | 'unassigned' | 'unknown';

export interface CastMember {
  readonly name: string;
  readonly viewer: Viewer;
  /** The leads that are theirs to see. */
  readonly sees: readonly Standing[];
}

/** Everybody who may ask, each of the four roles at least twice where it matters, and one lead in each standing. */
export interface Cast {
  readonly agentId: string;
  readonly otherAgentId: string;
  readonly team: string;
  readonly otherTeam: string;
  readonly leads: Readonly<Record<Standing, string>>;
  readonly members: readonly CastMember[];
}

export const standings: readonly Standing[] = ['held', 'unassigned', 'unknown'];

export function newCast(
  leads: Partial<Record<Standing, string>> = {},
  people: Partial<Pick<Cast, 'agentId' | 'otherAgentId' | 'team' | 'otherTeam'>> = {},
): Cast {
  const { agentId, otherAgentId, team, otherTeam } = { ...newPeople(), ...people };
  const all: readonly Standing[] = ['held', 'unassigned'];
  return {
    agentId,
    otherAgentId,
    team,
    otherTeam,
    leads: { held: randomUUID(), unassigned: randomUUID(), unknown: randomUUID(), ...leads },
    members: [
      { name: 'admin', viewer: admin, sees: all },
      { name: 'the agent who has the lead', viewer: agentViewer(agentId), sees: ['held'] },
      { name: 'another agent of the team', viewer: agentViewer(otherAgentId), sees: [] },
      { name: 'a token of no agent', viewer: { subject: 'nobody', role: 'agent' }, sees: [] },
      { name: 'a manager of the team', viewer: managerViewer(team), sees: all },
      { name: 'a manager of two teams', viewer: managerViewer(otherTeam, team), sees: all },
      { name: 'a manager of another team', viewer: managerViewer(otherTeam), sees: ['unassigned'] },
      { name: 'a manager of no team', viewer: managerViewer(), sees: ['unassigned'] },
      { name: 'the integrator who sent it in', viewer: integratorViewer('acme'), sees: all },
      { name: 'another integrator', viewer: integratorViewer('rival'), sees: [] },
      { name: 'an agent by the name of the sender', viewer: { subject: 'acme', role: 'agent' }, sees: [] },
    ],
  };
}

export function newPeople(): Pick<Cast, 'agentId' | 'otherAgentId' | 'team' | 'otherTeam'> {
  return {
    agentId: randomUUID(),
    otherAgentId: randomUUID(),
    team: `team ${randomUUID()}`,
    otherTeam: `team ${randomUUID()}`,
  };
}

export function submission(leadId: string, changes: Record<string, unknown> = {}) {
  return {
    publisher: 'leads',
    type: 'LeadSubmitted',
    aggregateId: leadId,
    payload: {
      status: 'SUBMITTED',
      source: 'web',
      lineOfBusiness: 'AUTO',
      country: 'US',
      state: 'NY',
      sealedContact: 'sealed',
      consentChannels: [],
      attributes: {},
      referralCode: null,
      campaign: null,
      submittedBy: 'acme',
      ...changes,
    },
  };
}

export function registration(agentId: string, team: string) {
  return {
    publisher: 'routing',
    type: 'AgentRegistered',
    aggregateId: agentId,
    payload: { name: 'Ada', team },
  };
}

export function assignment(leadId: string, agentId: string, sequence = 1) {
  const payload = { agentId, agentName: 'Ada', attempt: 1 };
  return { publisher: 'routing', type: 'LeadAssigned', aggregateId: leadId, sequence, payload };
}

export function declined(leadId: string, agentId: string, sequence: number) {
  const payload = { agentId, reason: null };
  return { publisher: 'routing', type: 'AssignmentDeclined', aggregateId: leadId, sequence, payload };
}

export function teamChange(agentId: string, previousTeam: string, team: string, sequence = 2) {
  const payload = { team, previousTeam };
  return { publisher: 'routing', type: 'AgentTeamChanged', aggregateId: agentId, sequence, payload };
}

/** Tells a subgraph that runs alone what leads and routing would tell it about the cast. */
export async function tell(scenario: Scenario, cast: Cast, changes?: Record<string, unknown>): Promise<void> {
  const { leads, agentId, otherAgentId, team } = cast;
  await scenario.publish(submission(leads.held, changes));
  await scenario.publish(submission(leads.unassigned, changes));
  await tellOfAgents(scenario, cast);
  await scenario.publish(registration(otherAgentId, team));
  await scenario.publish(assignment(leads.held, agentId));
}

export async function tellOfAgents(scenario: Scenario, { agentId, team }: Cast): Promise<void> {
  await scenario.publish(registration(agentId, team));
}

/** What everybody gets to see of every lead, as `name: standing`, and what they should. */
export async function whoSees(
  cast: Cast,
  look: (leadId: string, viewer: Viewer) => Promise<boolean>,
): Promise<{ seen: string[]; expected: string[] }> {
  const cases = cast.members.flatMap(({ name, viewer, sees }) =>
    standings.map((standing) => ({
      name: `${name}: ${standing}`,
      viewer,
      standing,
      isTheirs: sees.includes(standing),
    })),
  );
  const looked = await Promise.all(
    cases.map(async ({ name, viewer, standing }) =>
      (await look(cast.leads[standing], viewer)) ? [name] : [],
    ),
  );
  return {
    seen: looked.flat(),
    expected: cases.filter(({ isTheirs }) => isTheirs).map(({ name }) => name),
  };
}

/**
 * Who sees the lead that is held while it is declined, given to the other agent, and moves with that agent to the other
 * team; a late repeat of the first assignment changes nothing. A row per step: both agents, the manager of either team.
 */
export async function whoSeesAsItMoves(
  scenario: Scenario,
  { leads, agentId, otherAgentId, team, otherTeam }: Cast,
  sees: (leadId: string, viewer: Viewer) => Promise<boolean>,
): Promise<{ seen: boolean[][]; expected: boolean[][] }> {
  const who = [
    agentViewer(agentId),
    agentViewer(otherAgentId),
    managerViewer(team),
    managerViewer(otherTeam),
  ];
  const look = (): Promise<boolean[]> => Promise.all(who.map((viewer) => sees(leads.held, viewer)));
  const seen = [await look()];
  await scenario.publish(declined(leads.held, agentId, 2));
  seen.push(await look());
  await scenario.publish(assignment(leads.held, otherAgentId, 3));
  await scenario.publish(teamChange(otherAgentId, team, otherTeam));
  await scenario.publish(assignment(leads.held, agentId, 1));
  seen.push(await look());
  return {
    seen,
    expected: [
      [true, false, true, false],
      [false, false, true, true],
      [false, true, false, true],
    ],
  };
}

/** Ids that no lead has, meant to do harm. */
export const hostileIds = [
  '',
  ' ',
  "'; drop table row_owners; --",
  '\0',
  'a\ud800',
  '%',
  'null',
  'x'.repeat(10_000),
];
