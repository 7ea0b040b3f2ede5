import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { BaseContext, Viewer } from '../../subgraphs/shared/context.ts';
import { inTransaction } from '../../subgraphs/shared/context.ts';
import { maxWaitingPerSubject, visibleRows, visibleRowsWhere } from '../../subgraphs/shared/row-access.ts';
import {
  agentPrincipal,
  clientPrincipal,
  setGroup,
  setRowOwners,
  teamGroup,
  unassigned,
} from '../../subgraphs/shared/row-owners.ts';
import type { RowOwner } from '../../subgraphs/shared/row-owners.ts';
import { StoredEvent } from '../../subgraphs/shared/events.ts';
import { startFoundation } from './thing.ts';
import type { Foundation } from './thing.ts';

const admin: Viewer = { subject: 'boss', role: 'admin' };

function agent(agentId: string | undefined): Viewer {
  return { subject: `agent:${agentId}`, role: 'agent', agentId };
}

function manager(...teams: string[]): Viewer {
  return { subject: 'manager', role: 'manager', teams };
}

function integrator(subject: string): Viewer {
  return { subject, role: 'integrator' };
}

describe('access to rows', () => {
  let foundation: Foundation;
  beforeAll(async () => {
    foundation = await startFoundation();
  });
  afterAll(async () => {
    await foundation[Symbol.asyncDispose]();
  });

  const set = (...owners: RowOwner[]): Promise<void> =>
    inTransaction(foundation.createContext(), (tx) => setRowOwners(tx, owners));
  const join = (agentId: string, team: string, version?: number): Promise<void> =>
    inTransaction(foundation.createContext(), (tx) =>
      setGroup(tx, {
        member: agentPrincipal(agentId),
        group: teamGroup(team),
        ...(version === undefined ? {} : { version }),
      }),
    );
  const as = (viewer: Viewer): BaseContext['rows'] => foundation.createContext(viewer).rows;
  const desk = (rowId: string, principal: string, version?: number): RowOwner => ({
    rowId,
    kind: 'desk',
    principal,
    ...(version === undefined ? {} : { version }),
  });

  /** Which of the viewers see the row, in order. */
  const seen = (rowId: string, viewers: readonly Viewer[]): Promise<boolean[]> =>
    Promise.all(viewers.map((viewer) => as(viewer).seesNow(rowId)));

  it('is by owner, by the owner’s group, and for admins without question', async () => {
    const [row, mine, other] = [randomUUID(), randomUUID(), randomUUID()];
    const team = randomUUID();
    await join(mine, team);
    await set(desk(row, agentPrincipal(mine)), {
      rowId: row,
      kind: 'client',
      principal: clientPrincipal('acme'),
    });
    const viewers = [
      admin,
      agent(mine),
      agent(mine.toUpperCase()),
      agent(other),
      agent(undefined),
      manager(team),
      manager('another', team),
      manager('another'),
      manager(),
      integrator('acme'),
      integrator('emca'),
    ];
    const expected = [true, true, true, false, false, true, true, false, false, true, false];
    expect(await seen(row, viewers)).toEqual(expected);
    expect(await seen(row.toUpperCase(), viewers)).toEqual(expected);
    expect(await seen(randomUUID(), viewers)).toEqual(viewers.map(({ role }) => role === 'admin'));
  });

  it('gives what nobody works on to every manager, and to no agent', async () => {
    const row = randomUUID();
    await set(desk(row, unassigned));
    expect(await seen(row, [manager('any'), manager(), agent(randomUUID()), integrator('acme')])).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('moves with the row, and with the member of a group', async () => {
    const [row, first, second] = [randomUUID(), randomUUID(), randomUUID()];
    const [east, west] = [randomUUID(), randomUUID()];
    await join(first, east);
    await join(second, west);
    const viewers = [agent(first), agent(second), manager(east), manager(west)];
    await set(desk(row, agentPrincipal(first)));
    expect(await seen(row, viewers)).toEqual([true, false, true, false]);
    await set(desk(row, agentPrincipal(second)));
    expect(await seen(row, viewers)).toEqual([false, true, false, true]);
    await join(second, east);
    expect(await seen(row, viewers)).toEqual([false, true, true, false]);
  });

  it('comes out the same in whatever order the facts arrive, and however often', async () => {
    const agents = [randomUUID(), randomUUID()];
    const facts = (row: string): RowOwner[] => [
      desk(row, unassigned, 0),
      desk(row, agentPrincipal(agents[0] as string), 1),
      desk(row, unassigned, 2),
      desk(row, agentPrincipal(agents[1] as string), 3),
    ];
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [1, 0, 3, 2, 1, 0],
      [2, 3, 3, 0, 1],
    ]) {
      const row = randomUUID();
      for (const place of order) await set(facts(row)[place] as RowOwner);
      expect(await seen(row, [...agents.map(agent), manager('main')])).toEqual([false, true, false]);
    }
    const [member, row] = [randomUUID(), randomUUID()];
    await set(desk(row, agentPrincipal(member)));
    for (const [team, version] of [
      ['new', 2],
      ['old', 1],
      ['main', 0],
      ['new', 2],
    ] as const)
      await join(member, team, version);
    expect(await seen(row, [manager('new'), manager('old'), manager('main')])).toEqual([true, false, false]);
  });

  it('lets facts about one row that arrive together settle on the newest', async () => {
    const row = randomUUID();
    const agents = Array.from({ length: 8 }, () => randomUUID());
    await Promise.all(agents.map((id, place) => set(desk(row, agentPrincipal(id), place))));
    expect(await seen(row, agents.map(agent))).toEqual(agents.map((_, place) => place === 7));
  });

  it.each([
    "'; drop table row_owners; --",
    '\0',
    'a\ud800',
    '%',
    '*',
    'unassigned',
    '{}',
    '"',
    'x'.repeat(5_000),
  ])('gives nothing to a hostile name: %j', async (name) => {
    const row = randomUUID();
    await set(desk(row, unassigned), { rowId: row, kind: 'client', principal: clientPrincipal('acme') });
    expect(await seen(row, [integrator(name), agent(name)])).toEqual([false, false]);
    expect(await seen(name, [integrator('acme'), manager('main'), agent(randomUUID())])).toEqual([
      false,
      false,
      false,
    ]);
    expect(await as(manager(name)).sees(name)).toBe(false);
    expect(await as(manager(name)).seesPrincipal(name)).toBe(name === 'unassigned');
  });

  it('leaves hidden rows out of pages and counts alike', async () => {
    const events = Array.from({ length: 6 }, () => randomUUID());
    const mine = randomUUID();
    for (const id of events) await foundation.happen({ id });
    await set(...events.map((id, place) => desk(id, agentPrincipal(place % 2 === 0 ? mine : randomUUID()))));
    const { em, viewer } = foundation.createContext(agent(mine));
    const where = { $and: [{ aggregateId: { $in: events } }, visibleRowsWhere(viewer, 'aggregateId')] };
    const rows = await em.find(StoredEvent, where, { orderBy: { position: 'asc' }, limit: 2 });
    expect(rows.map((row) => row.aggregateId)).toEqual([events[0], events[2]]);
    expect(await em.count(StoredEvent, where)).toBe(3);
    const condition = visibleRows(viewer, 'e.aggregate_id');
    const [counted] = await em.execute<{ count: string }[]>(
      `select count(*) from events e where ${condition?.sql}`,
      condition?.values,
    );
    expect(counted?.count).toBe('3');
    expect(visibleRowsWhere(admin, 'aggregateId')).toEqual({});
    expect(visibleRows(admin, 'e.aggregate_id')).toBeUndefined();
  });

  it('is asked of the transaction it is asked in', async () => {
    const [row, mine] = [randomUUID(), randomUUID()];
    const ctx = foundation.createContext(agent(mine));
    await inTransaction(ctx, async (tx) => {
      await setRowOwners(tx, [desk(row, agentPrincipal(mine))]);
      expect(await tx.rows.seesNow(row)).toBe(true);
      expect(await as(agent(mine)).seesNow(row)).toBe(false);
    });
  });

  it('is one query for all rows of a batch, and none for admins', async () => {
    const rows = Array.from({ length: 50 }, () => randomUUID());
    const mine = randomUUID();
    await set(...rows.map((id) => desk(id, agentPrincipal(mine))));
    const queries = async (viewer: Viewer): Promise<number> => {
      const ctx = foundation.createContext(viewer);
      const execute = ctx.em.execute.bind(ctx.em);
      let count = 0;
      ctx.em.execute = ((...args: Parameters<typeof execute>) => {
        count += 1;
        return execute(...args);
      }) as typeof ctx.em.execute;
      expect(await Promise.all(rows.map((id) => ctx.rows.sees(id)))).toEqual(rows.map(() => true));
      await Promise.all(rows.map((id) => ctx.rows.seesNow(id)));
      return count;
    };
    expect(await queries(agent(mine))).toBe(1);
    expect(await queries(admin)).toBe(0);
  });

  it('waits for a fact that is on its way before it refuses', async () => {
    const [row, mine] = [randomUUID(), randomUUID()];
    const { rows } = foundation.createContext(agent(mine));
    expect(await rows.seesNow(row)).toBe(false);
    const seeing = rows.sees(row);
    await set(desk(row, agentPrincipal(mine)));
    expect(await seeing).toBe(true);
  });

  it('refuses what is foreign and what is unknown in the same way, once its patience is at an end', async () => {
    const [foreign, mine] = [randomUUID(), randomUUID()];
    await set(desk(foreign, agentPrincipal(randomUUID())));
    const { rows } = foundation.createContext(agent(mine));
    expect(await Promise.all([foreign, randomUUID(), 'nonsense'].map((id) => rows.sees(id)))).toEqual([
      false,
      false,
      false,
    ]);
    // The request has used up its time: further rows are refused by one look.
    await set(desk(foreign, agentPrincipal(randomUUID())));
    expect(await rows.sees(foreign)).toBe(false);
    // A stream starts afresh with each event.
    rows.forget();
    const seeing = rows.sees(foreign);
    await set(desk(foreign, agentPrincipal(mine)));
    expect(await seeing).toBe(true);
  });

  it('lets only so many requests of one caller wait', async () => {
    const mine = randomUUID();
    const patient = Array.from({ length: maxWaitingPerSubject }, () => {
      const row = randomUUID();
      return { row, seeing: as(agent(mine)).sees(row) };
    });
    while (foundation.waiting.get(agent(mine).subject) !== maxWaitingPerSubject)
      await new Promise((resolve) => setImmediate(resolve));
    const [late, someoneElse] = [randomUUID(), randomUUID()];
    const other = as(agent(someoneElse)).sees(late);
    expect(await as(agent(mine)).sees(late)).toBe(false);
    expect(foundation.waiting.get(agent(mine).subject)).toBe(maxWaitingPerSubject);
    await set(
      desk(late, agentPrincipal(someoneElse)),
      ...patient.map(({ row }) => desk(row, agentPrincipal(mine))),
    );
    expect(await other).toBe(true);
    expect(await Promise.all(patient.map(({ seeing }) => seeing))).toEqual(patient.map(() => true));
    expect([...foundation.waiting]).toEqual([]);
  });
});
