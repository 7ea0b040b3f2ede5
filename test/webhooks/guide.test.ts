import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../subgraphs/shared/embedded-postgres.ts';
import { startHookedBusiness } from './hooked-business.ts';
import { startReceiver } from './receiver.ts';
import type { Received } from './receiver.ts';

const guide = readFileSync(new URL('../../docs/integrator.md', import.meta.url), 'utf8');

/** The block of JavaScript in the guide that has `text` in it. */
function example(text: string): string {
  const blocks = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code as string);
  const code = blocks.find((block) => block.includes(text));
  if (code === undefined) throw new Error(`The guide has no example with ${text}.`);
  return code;
}

/** Runs an example as a process of its own and gives its output as it comes. */
function run(code: string, env: Record<string, string>) {
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  child.stderr.pipe(process.stderr);
  return {
    lines: child.stdout.setEncoding('utf8'),
    [Symbol.dispose]: () => void child.kill(),
  };
}

describe('the examples of the guide', () => {
  it('accept what was sent with the library, and answer so that it counts as delivered', async () => {
    await using business = await startHookedBusiness();
    const port = await freePort();
    const { id, secret } = await business.register(`http://127.0.0.1:${port}/leadgraph`);
    const code = `${example('new Webhook(process.env.SECRET)').replace('3000', `${port}`)}
      ;console.log('listening');`;
    using receiver = run(code, { SECRET: secret });
    const lines = receiver.lines[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('listening\n');
    const leadId = await business.submit();
    const { value } = await lines.next();
    await business.scenario.settled();
    const [delivery] = await business.deliveries(id);
    expect(delivery).toMatchObject({ status: 'DELIVERED', attempts: [{ statusCode: 204 }] });
    expect(value).toBe(`${delivery?.['id']} lead.submitted ${leadId}\n`);
  });

  it('accept what was sent without the library, and nothing else', async () => {
    await using business = await startHookedBusiness();
    await using receiver = await startReceiver();
    const { secret } = await business.register(receiver.url);
    await business.submit();
    await receiver.hasReceived(1);
    const [{ headers, body }] = receiver.received as [Received];
    const late = { ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) - 301) };
    const cases = [
      [secret, headers, body],
      [secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, body],
      [secret, headers, `${body} `],
      [secret, late, body],
      [secret, { ...headers, 'webhook-timestamp': 'soon' }, body],
      [`whsec_${Buffer.alloc(32).toString('base64')}`, headers, body],
    ];
    const code = `${example('export function isOurs')}
      ;console.log(JSON.stringify(JSON.parse(process.env.CASES).map((given) => isOurs(...given))));`;
    using checker = run(code, { CASES: JSON.stringify(cases) });
    const { value } = await checker.lines[Symbol.asyncIterator]().next();
    expect(JSON.parse(value)).toEqual([true, true, false, false, false, false]);
  });
});
