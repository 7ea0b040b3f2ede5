import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { subgraphNames } from '../subgraphs/index.ts';
import { readConfig, settingNames } from '../subgraphs/shared/config.ts';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly expose?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

const root = new URL('../', import.meta.url);
const text = readFileSync(new URL('docker-compose.yml', root), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const own = Object.entries(services).filter(([, service]) => service.build !== undefined);
const portsOf = (service: Service | undefined): string[] => [
  ...(service?.expose ?? []),
  ...(service?.ports ?? []).map((port) => port.split(':').at(-1) ?? ''),
];

/** The settings of a service as its process gets them, where those of the host are given. */
function environmentOf(service: Service): Record<string, string> {
  const given = (value: string): string => value.replace(/\$\{(\w+)[^}]*\}/g, 'x'.repeat(32));
  return Object.fromEntries(
    Object.entries(service.environment ?? {}).map(([name, value]) => [name, given(String(value))]),
  );
}

describe('docker-compose.yml', () => {
  it('has a service for every subgraph and no other', () => {
    const started = own
      .filter(([, { command }]) => command?.[1] === 'subgraphs/run.ts')
      .map(([name, { command }]) => [name, command?.[2]]);
    expect(started.sort()).toEqual(subgraphNames.map((name) => [name, name]).sort());
    expect(Object.keys(services).sort()).toEqual(
      [...subgraphNames, 'gateway', 'postgres', 'provision', 'redis'].sort(),
    );
  });

  it.each(own)('starts %s by a command that exists', (_, { command = [] }) => {
    expect(command[0]).toBe('node');
    expect(existsSync(new URL(command[1] ?? 'missing', root))).toBe(true);
  });

  it.each(own)('gives %s settings that exist and can be read', (_, service) => {
    const environment = environmentOf(service);
    expect(settingNames(subgraphNames)).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(() => readConfig(environment, subgraphNames)).not.toThrow();
  });

  it.each(own)('sends %s to ports that their service has', (_, service) => {
    for (const value of Object.values(environmentOf(service))) {
      if (!value.includes('://')) continue;
      const { hostname, port } = new URL(value);
      expect(portsOf(services[hostname])).toContain(port);
    }
  });

  it('listens where the others look for it', () => {
    for (const [name, service] of own) {
      const { HOST, PORT, SUBGRAPH_PORT } = environmentOf(service);
      if (name === 'provision') continue;
      expect(HOST).toBe('0.0.0.0');
      expect(portsOf(service)).toEqual([name === 'gateway' ? PORT : SUBGRAPH_PORT]);
    }
  });

  it('tells the gateway where every subgraph is', () => {
    const { subgraphUrls } = readConfig(environmentOf(services['gateway']!), subgraphNames);
    expect([...subgraphUrls].map(([name, url]) => [name, new URL(url).hostname])).toEqual(
      subgraphNames.map((name) => [name, name]),
    );
  });

  it('gives no subgraph the login of an administrator', () => {
    for (const name of subgraphNames) {
      const { username, password } = new URL(environmentOf(services[name]!)['DATABASE_URL'] ?? '');
      expect([username, password]).toEqual(['', '']);
    }
  });

  it('waits for health checks, and for the end of what runs once', () => {
    for (const [name, { depends_on = {} }] of Object.entries(services)) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        const isOneShot = needed === 'provision';
        expect([name, needed, condition]).toEqual([
          name,
          needed,
          isOneShot ? 'service_completed_successfully' : 'service_healthy',
        ]);
        expect(isOneShot || services[needed]?.healthcheck !== undefined).toBe(true);
      }
    }
  });

  it('is built from a file that is there, with the Node that the package asks for', () => {
    const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8');
    const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    expect(dockerfile).toContain(`FROM node:${dependencies.node.split('.')[0]}-slim`);
  });
});
