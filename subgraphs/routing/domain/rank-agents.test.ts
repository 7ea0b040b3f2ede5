import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LeadQuality } from '../entities.ts';
import {
  chooseAgent,
  experienceMatch,
  factorWeights,
  fairness,
  rankOf,
  relativeSkill,
} from './rank-agents.ts';
import type { Candidate } from './rank-agents.ts';

const now = new Date('2025-03-01T12:00:00Z');
const noRecord = { won: 0, lost: 0 };

function candidate(agentId: string, changes: Partial<Candidate> = {}): Candidate {
  return {
    agentId,
    openLeads: 0,
    capacity: 10,
    experienceYears: null,
    lastAssignedAt: null,
    won: 0,
    lost: 0,
    ...changes,
  };
}

function first(
  candidates: Candidate[],
  quality: LeadQuality = 'MEDIUM',
  line = noRecord,
): string | undefined {
  return chooseAgent(candidates, { quality, now, line })?.agentId;
}

const anyCandidate = fc.integer({ min: 1, max: 1000 }).chain((capacity) =>
  fc.record({
    agentId: fc.uuid(),
    capacity: fc.constant(capacity),
    openLeads: fc.integer({ min: 0, max: capacity - 1 }),
    experienceYears: fc.option(fc.integer({ min: 0, max: 70 })),
    lastAssignedAt: fc.option(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    ),
    won: fc.nat(1000),
    lost: fc.nat(1000),
  }),
);
const anyCandidates = fc.uniqueArray(anyCandidate, { selector: (c) => c.agentId, maxLength: 20 });
const anyQuality = fc.constantFrom<LeadQuality>('HIGH', 'MEDIUM', 'LOW');
const anyLine = fc.record({ won: fc.nat(5000), lost: fc.nat(5000) });

describe('ranking', () => {
  it('gives weights that add up to one', () => {
    const sum = Object.values(factorWeights).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('prefers, all else equal, the emptier desk, the better record, the fitting experience and the longer wait', () => {
    expect(first([candidate('a', { openLeads: 5 }), candidate('b')])).toBe('b');
    const line = { won: 20, lost: 80 };
    expect(
      first([candidate('a', { won: 2, lost: 18 }), candidate('b', { won: 8, lost: 12 })], 'HIGH', line),
    ).toBe('b');
    const [junior, senior] = [
      candidate('junior', { experienceYears: 0 }),
      candidate('senior', { experienceYears: 20 }),
    ];
    expect(first([junior, senior], 'HIGH')).toBe('senior');
    expect(first([junior, senior], 'LOW')).toBe('junior');
    const ago = (minutes: number) => ({ lastAssignedAt: new Date(now.getTime() - minutes * 60_000) });
    expect(first([candidate('a', ago(5)), candidate('b', ago(50))])).toBe('b');
  });

  it('chooses the highest rank, with values within 0 to 1, whatever the order of the candidates', () => {
    fc.assert(
      fc.property(anyCandidates, anyQuality, anyLine, (candidates, quality, line) => {
        const situation = { quality, now, line };
        const best = chooseAgent(candidates, situation);
        if (best === null) return expect(candidates).toEqual([]);
        const ranks = candidates.map((one) => rankOf(one, situation));
        expect(best.rank).toBe(Math.max(...ranks));
        for (const rank of ranks) expect(rank >= 0 && rank <= 1 + 1e-12).toBe(true);
        for (const { value } of best.reasons) expect(value >= 0 && value <= 1).toBe(true);
        const sum = best.reasons.reduce((total, { weight, value }) => total + weight * value, 0);
        expect(best.rank).toBeCloseTo(sum, 12);
        expect(chooseAgent([...candidates].reverse(), situation)).toEqual(best);
      }),
    );
  });

  it('decides between equals by the longer wait, then by id', () => {
    const full = { openLeads: 0, capacity: 1 };
    const future = (minutes: number) => ({
      ...full,
      lastAssignedAt: new Date(now.getTime() + minutes * 60_000),
    });
    expect(first([candidate('a', future(2)), candidate('b', future(1))])).toBe('b');
    expect(first([candidate('b'), candidate('a')])).toBe('a');
  });

  it('says 0.5 of the skill of an agent without record, whatever the line', () => {
    fc.assert(fc.property(anyLine, (line) => expect(relativeSkill(noRecord, line)).toBeCloseTo(0.5, 12)));
  });

  it('computes skill as by hand', () => {
    // Line rate (18 + 1) / (100 - 2 + 2) = 0.19; agent (5 + 1.9) / (10 + 10) = 0.345; 0.345 / 0.535.
    expect(relativeSkill({ won: 5, lost: 5 }, { won: 18, lost: 80 })).toBeCloseTo(0.6448598130841121, 12);
  });

  it('lets a win raise the skill and a loss lower it', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), anyLine, (won, lost, line) => {
        const skill = relativeSkill({ won, lost }, line);
        expect(relativeSkill({ won: won + 1, lost }, line)).toBeGreaterThan(skill);
        expect(relativeSkill({ won, lost: lost + 1 }, line)).toBeLessThan(skill);
      }),
    );
  });

  it('knows the marks of experience and fairness', () => {
    expect([0, 5, 10, 40].map((years) => experienceMatch(years, 'HIGH'))).toEqual([0, 0.5, 1, 1]);
    expect([0, 5, 10].map((years) => experienceMatch(years, 'LOW'))).toEqual([1, 0.5, 0]);
    expect(experienceMatch(null, 'HIGH')).toBe(0.5);
    const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
    expect([ago(0), ago(60), ago(180), ago(-10)].map((at) => fairness(at, now))).toEqual([0, 0.5, 0.75, 0]);
    expect(fairness(null, now)).toBe(1);
  });
});
