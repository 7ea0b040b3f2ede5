import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { connectSocket } from '../streams/testing/connections.ts';
import { openDesk } from './testing/desk.ts';
import { createRevocations } from './revocations/revocations.ts';

const transports = ['overWebSocket', 'overSse'] as const;
const withheld = 'entries.author.phone: You may not see Person.phone.';

describe.each(transports)('during a call, %s', (transport) => {
  it("a token renewed with fewer scopes withholds the next event's field, and one with more shows it again", async () => {
    await using desk = await openDesk();
    const listener = desk[transport](await desk.token());
    desk.logbook.enter();
    desk.logbook.enter();
    expect(await listener.first(2)).toEqual(['Entry 1 +1 1', 'Entry 2 +1 0']);
    await listener.renew(await desk.token({ scopes: ['calls:read'] }));
    desk.logbook.enter();
    desk.logbook.enter();
    expect((await listener.first(4)).slice(2)).toEqual([
      `Entry 3 null; ${withheld}`,
      `Entry 4 null; ${withheld}`,
    ]);
    await listener.renew(await desk.token());
    desk.logbook.enter();
    expect((await listener.first(5)).slice(4)).toEqual(['Entry 5 +1 1']);
    // Behind what was told, not from the beginning: nothing twice, nothing left out.
    expect(desk.logbook.opened).toEqual([null, 'e2', 'e4']);
    expect(desk.logbook.open).toBe(1);
    listener.leave();
  });

  it('a renewal under a flood of entries neither loses nor repeats one', async () => {
    await using desk = await openDesk();
    const narrow = { scopes: ['calls:read'] };
    const listener = desk[transport](await desk.token());
    for (let round = 0; round < 20; round++) {
      for (let count = 0; count < 10; count++) desk.logbook.enter();
      await listener.first(round * 10 + 3);
      await listener.renew(await desk.token(round % 2 === 0 ? narrow : {}));
    }
    const heard = await listener.first(200);
    expect(heard.map((text) => Number(/Entry (\d+)/.exec(text)?.[1]))).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    expect(heard.filter((text) => text.includes('null')).length).toBeGreaterThan(10);
    expect(heard.filter((text) => text.includes('+1')).length).toBeGreaterThan(10);
    listener.leave();
  });

  it('those who gave rights up share no stream with those who did not', async () => {
    await using desk = await openDesk();
    const [one, other] = [desk[transport](await desk.token()), desk[transport](await desk.token())];
    desk.logbook.enter();
    await Promise.all([one.first(1), other.first(1)]);
    await one.renew(await desk.token({ scopes: ['calls:read'] }));
    desk.logbook.enter();
    expect(await one.first(2)).toEqual(['Entry 1 +1 1', `Entry 2 null; ${withheld}`]);
    expect(await other.first(2)).toEqual(['Entry 1 +1 1', 'Entry 2 +1 0']);
    one.leave();
    other.leave();
  });

  it("another caller's token is not taken, and all stays as it is", async () => {
    await using desk = await openDesk();
    const listener = desk[transport](await desk.token());
    desk.logbook.enter();
    await listener.first(1);
    const error = { message: 'Expected a token for the same caller', extensions: { code: 'FORBIDDEN' } };
    expect(await listener.renew(await desk.token({ subject: 'eve' }))).toEqual(
      transport === 'overWebSocket' ? { renewed: false, error } : { status: 403, errors: [error] },
    );
    desk.logbook.enter();
    expect(await listener.first(2)).toEqual(['Entry 1 +1 1', 'Entry 2 +1 0']);
    listener.leave();
  });

  it.each([['subject'], ['tokenId']] as const)(
    'a scope that an admin takes back by %s withholds the next field, until the revocation is withdrawn',
    async (by) => {
      await using desk = await openDesk();
      const admin = await desk.token({ role: 'admin' });
      const token = await desk.token({ subject: 'ada' });
      const listener = desk[transport](token);
      const other = desk[transport](await desk.token({ subject: by === 'subject' ? 'bob' : 'ada' }));
      desk.logbook.enter();
      await Promise.all([listener.first(1), other.first(1)]);
      const whom = by === 'subject' ? { subject: 'ada' } : { tokenId: decodeJwt(token).jti };
      const { status, body } = await desk.call('POST', admin, { ...whom, scopes: ['personal-data:read'] });
      expect(status).toBe(201);
      desk.logbook.enter();
      expect((await listener.first(2))[1]).toBe(`Entry 2 null; ${withheld}`);
      expect((await other.first(2))[1]).toBe('Entry 2 +1 0');
      expect(await desk.ask(token)).toEqual({
        status: 200,
        data: { person: { phone: null } },
        errors: [
          expect.objectContaining({ path: ['person', 'phone'], message: 'You may not see Person.phone.' }),
        ],
      });
      expect(await desk.call('DELETE', admin, undefined, body.id)).toEqual({ status: 204, body: undefined });
      desk.logbook.enter();
      expect((await listener.first(3))[2]).toBe('Entry 3 +1 1');
      expect(await desk.ask(token)).toEqual({ status: 200, data: { person: { phone: '+1 1' } } });
      listener.leave();
      other.leave();
    },
  );

  it('a token that an admin takes back ends its streams within a second, and no others', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const token = await desk.token({ subject: 'ada' });
    const listener = desk[transport](token);
    const other = desk[transport](await desk.token({ subject: 'ada' }));
    desk.logbook.enter();
    await Promise.all([listener.first(1), other.first(1)]);
    const startedAt = performance.now();
    expect((await desk.call('POST', admin, { tokenId: decodeJwt(token).jti })).status).toBe(201);
    expect(await listener.ended).toEqual(
      transport === 'overWebSocket' ? { code: 4011, reason: 'The token was revoked' } : 'complete',
    );
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    if (transport === 'overSse') expect(listener.heard.at(-1)).toBe(': The token was revoked');
    desk.logbook.enter();
    expect(await other.first(2)).toEqual(['Entry 1 +1 1', 'Entry 2 +1 0']);
    expect(await desk.ask(token)).toEqual({
      status: 401,
      errors: [{ message: 'The token was revoked.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    other.leave();
  });
});

describe('a revoked token', () => {
  it('opens no connection', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const token = await desk.token({ subject: 'ada' });
    await desk.call('POST', admin, { subject: 'ada' });
    expect(await desk.overWebSocket(token).ended).toEqual({ code: 4401, reason: 'The token was revoked.' });
  });

  it('is narrowed for what is asked on a WebSocket that was open before', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const authorization = `Bearer ${await desk.token({ subject: 'ada' })}`;
    const { subscribe, message } = await connectSocket(`${desk.url}/graphql`, authorization);
    subscribe('before', '{ person { phone } }');
    expect(await message(({ id }) => id === 'before')).toMatchObject({
      payload: { data: { person: { phone: '+1 1' } } },
    });
    await desk.call('POST', admin, { subject: 'ada', scopes: ['personal-data:read'] });
    subscribe('after', '{ person { phone } }');
    expect(await message(({ id }) => id === 'after')).toMatchObject({
      payload: { data: { person: { phone: null } }, errors: [{ path: ['person', 'phone'] }] },
    });
  });

  it('of before a time says nothing against those made later', async () => {
    await using desk = await openDesk();
    const admin = await desk.token({ role: 'admin' });
    const token = await desk.token({ subject: 'ada' });
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    await desk.call('POST', admin, { subject: 'ada', issuedBefore: at(-60_000) });
    expect((await desk.ask(token)).status).toBe(200);
    await desk.call('POST', admin, { subject: 'ada', issuedBefore: at(60_000) });
    expect((await desk.ask(token)).status).toBe(401);
  });

  it('is accepted again when the time of the revocation is over', async () => {
    const time = { now: Date.now() };
    await using desk = await openDesk(createRevocations({ now: () => time.now }));
    const admin = await desk.token({ role: 'admin' });
    const token = await desk.token({ subject: 'ada' });
    const until = Date.now() + 60_000;
    await desk.call('POST', admin, { subject: 'ada', until: new Date(until).toISOString() });
    time.now = until - 1;
    expect((await desk.ask(token)).status).toBe(401);
    time.now = until;
    expect(await desk.ask(token)).toEqual({ status: 200, data: { person: { phone: '+1 1' } } });
    expect((await desk.call('GET', admin)).body).toEqual({ revocations: [] });
  });

  it('that was revoked in a scope for a time shows the field from the first event after it', async () => {
    const time = { now: Date.now() };
    await using desk = await openDesk(createRevocations({ now: () => time.now }));
    const admin = await desk.token({ role: 'admin' });
    const until = Date.now() + 60_000;
    const revocation = {
      subject: 'ada',
      scopes: ['personal-data:read'],
      until: new Date(until).toISOString(),
    };
    await desk.call('POST', admin, revocation);
    const listener = desk.overWebSocket(await desk.token({ subject: 'ada' }));
    desk.logbook.enter();
    expect(await listener.first(1)).toEqual([`Entry 1 null; ${withheld}`]);
    time.now = until;
    desk.logbook.enter();
    expect((await listener.first(2))[1]).toBe('Entry 2 +1 0');
    listener.leave();
  });
});
