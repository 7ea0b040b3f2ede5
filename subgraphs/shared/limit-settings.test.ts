import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const read = (env: Record<string, string>) => readConfig(env, []);

describe('limits', () => {
  it('of cost have a size for each role, and for clients that are named', () => {
    expect(read({}).cost).toEqual({
      isEnforced: true,
      listSize: 10,
      ofRoles: {
        integrator: { capacity: 50_000, refillPerSecond: 5_000 },
        agent: { capacity: 20_000, refillPerSecond: 1_000 },
        manager: { capacity: 50_000, refillPerSecond: 2_500 },
        admin: { capacity: 100_000, refillPerSecond: 5_000 },
      },
      ofClients: new Map(),
    });
    const cost = read({
      COST_BUDGETS: 'off',
      COST_LIST_SIZE: '25',
      AGENT_COST_BUDGET: '7:3',
      CLIENT_COST_BUDGETS: 'acme:10:1, big-crm:2000:20',
    }).cost;
    expect(cost).toMatchObject({ isEnforced: false, listSize: 25 });
    expect(cost.ofRoles).toMatchObject({ agent: { capacity: 7, refillPerSecond: 3 } });
    expect(Object.fromEntries(cost.ofClients)).toEqual({
      acme: { capacity: 10, refillPerSecond: 1 },
      'big-crm': { capacity: 2_000, refillPerSecond: 20 },
    });
  });

  it.each([
    [
      { AGENT_COST_BUDGET: '100' },
      'AGENT_COST_BUDGET: expected a capacity and what is refilled per second, each from 1 to 1000000000, such as 50000:5000, got "100"',
    ],
    [
      { ADMIN_COST_BUDGET: '0:5' },
      'ADMIN_COST_BUDGET: expected a capacity and what is refilled per second, each from 1 to 1000000000, such as 50000:5000, got "0:5"',
    ],
    [
      { CLIENT_COST_BUDGETS: 'acme' },
      'CLIENT_COST_BUDGETS: expected clients such as acme:50000:5000, separated by commas, got "acme"',
    ],
    [
      { CLIENT_COST_BUDGETS: 'acme:1:1,acme:2:2' },
      'CLIENT_COST_BUDGETS: expected each client once, got "acme:2:2"',
    ],
    [
      { CLIENT_COST_BUDGETS: 'acme:1:-1' },
      'CLIENT_COST_BUDGETS: expected a capacity and what is refilled per second, each from 1 to 1000000000, such as 50000:5000, got "acme:1:-1"',
    ],
    [{ COST_BUDGETS: 'yes' }, 'COST_BUDGETS: expected one of on, off, got "yes"'],
    [{ MAX_DEPTH: '5000' }, 'MAX_DEPTH: expected a whole number from 1 to 200, got "5000"'],
    [{ MAX_BODY_BYTES: '1' }, 'MAX_BODY_BYTES: expected a whole number from 1024 to 1073741824, got "1"'],
  ])('that are not of their form end the start: %j', (env, message) => {
    expect(() => read(env as Record<string, string>)).toThrow(message);
  });

  it('leave the console to development', () => {
    expect(read({}).isConsoleServed).toBe(true);
    expect(read({ NODE_ENV: 'production' }).isConsoleServed).toBe(false);
    expect(read({ NODE_ENV: 'production', CONSOLE: 'on' }).isConsoleServed).toBe(true);
    expect(read({ CONSOLE: 'off' }).isConsoleServed).toBe(false);
  });
});
