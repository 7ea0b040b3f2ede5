import { describe, expect, it } from '@jest/globals';
import type { Contact } from '../entities.ts';
import { askProviders } from './ask-providers.ts';
import type { EnrichmentProvider, ProvidedField } from './providers/provider.ts';
import { resolveFields } from './resolve-fields.ts';

const contact = { country: 'US' } as Contact;

function provider(
  name: string,
  lookup: EnrichmentProvider['lookup'],
  timeoutMs = 60_000,
): EnrichmentProvider {
  return { name, timeoutMs, lookup };
}

describe('asking providers', () => {
  it('keeps what some say when others fail, hang or talk nonsense', async () => {
    const city: ProvidedField = { name: 'city', value: 'Boston', confidence: 0.9 };
    let abandoned: AbortSignal | undefined;
    const asked = await askProviders(
      [
        provider('good', async () => [city]),
        provider('empty', async () => []),
        provider('broken', () => Promise.reject(new Error('down for repairs'))),
        provider('throwing', () => {
          throw new Error('not even a promise');
        }),
        provider('nonsense', async () => [{ ...city, confidence: Number.NaN }]),
        provider(
          'hanging',
          (_, signal) => {
            abandoned = signal;
            return new Promise(() => undefined);
          },
          1,
        ),
      ],
      contact,
    );
    expect(asked.map(({ answer }) => [answer.name, answer.outcome])).toEqual([
      ['good', 'FOUND'],
      ['empty', 'NOTHING_FOUND'],
      ['broken', 'FAILED'],
      ['throwing', 'FAILED'],
      ['nonsense', 'FAILED'],
      ['hanging', 'TIMED_OUT'],
    ]);
    expect(asked.flatMap(({ fields }) => fields)).toEqual([city]);
    expect(abandoned?.aborted).toBe(true);
  });

  it('asks all at once', async () => {
    const started: string[] = [];
    const all = Promise.withResolvers<ProvidedField[]>();
    const waiting = (name: string): EnrichmentProvider =>
      provider(name, () => {
        started.push(name);
        if (started.length === 3) all.resolve([]);
        return all.promise;
      });
    const asked = await askProviders(['a', 'b', 'c'].map(waiting), contact);
    expect(asked.map(({ answer }) => answer.outcome)).toEqual(Array(3).fill('NOTHING_FOUND'));
  });
});

describe('resolving fields', () => {
  it('lets the surer provider win, and keeps what the other said', () => {
    const sure = { name: 'country', value: 'US', provider: 'b', confidence: 0.9 };
    const unsure = { name: 'country', value: 'CA', provider: 'a', confidence: 0.7 };
    const other = { name: 'city', value: 'Boston', provider: 'a', confidence: 0.2 };
    expect(resolveFields([unsure, other, sure])).toEqual({ fields: [other, sure], overruled: [unsure] });
  });

  it('comes out the same in whichever order providers answer', () => {
    const a = { name: 'country', value: 'US', provider: 'a', confidence: 0.9 };
    const b = { name: 'country', value: 'CA', provider: 'b', confidence: 0.9 };
    expect(resolveFields([a, b])).toEqual(resolveFields([b, a]));
    expect(resolveFields([b, a]).fields).toEqual([a]);
  });
});
