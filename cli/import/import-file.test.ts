import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { GraphRequestError } from '../graph-client.ts';
import { importFile } from './import-file.ts';
import type { ImportOptions, ImportSummary, RowResult } from './import-file.ts';
import { noMapping, readMapping } from './mapping.ts';

let home = '';
let folders = 0;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'leadgraph-import-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** A graph that keeps what it was given and knows each key once. */
function graph(refuse: (row: Record<string, unknown>) => string | undefined = () => undefined) {
  const sent: Record<string, unknown>[] = [];
  const keys = new Set<unknown>();
  return {
    sent,
    ids: () => sent.map((row) => row['externalId']),
    send: async (rows: Record<string, unknown>[]): Promise<RowResult[]> => {
      sent.push(...rows);
      return rows.map((row) => {
        const reason = refuse(row);
        if (reason !== undefined)
          return { outcome: 'REJECTED', reasons: [{ field: 'externalId', message: reason }] };
        const isKnown = keys.has(row['idempotencyKey']);
        keys.add(row['idempotencyKey']);
        return { outcome: isKnown ? 'ALREADY_IMPORTED' : 'CREATED', reasons: [] };
      });
    },
  };
}

/** A folder with one file in it, and an import of that file. */
async function place(content: string | Buffer, name = 'leads.csv') {
  const folder = path.join(home, String(++folders));
  await mkdir(folder);
  const file = path.join(folder, name);
  await writeFile(file, content);
  return {
    folder,
    file,
    run: (options: Partial<ImportOptions> & Pick<ImportOptions, 'send'>): Promise<ImportSummary> =>
      importFile({ file, mapping: noMapping, outFolder: folder, retryDelaysMs: [0, 0], ...options }),
    others: async () => (await readdir(folder)).filter((other) => other !== name),
  };
}

async function rejectsOf(summary: Pick<ImportSummary, 'rejectsFile'>): Promise<string[][]> {
  return parseCsv(await readFile(summary.rejectsFile ?? '', 'utf8')) as string[][];
}

const header = 'externalId,lineOfBusiness,firstName';
const rowsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i + 1},AUTO,Ann ${i}`);
const csv = (count: number): string => [header, ...rowsOf(count), ''].join('\n');
const idsUpTo = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1));
const away = (): Promise<never> => Promise.reject(new GraphRequestError('away', { isTransient: true }));

describe('an import', () => {
  it('sends every row in order, in batches, and leaves nothing behind', async () => {
    const { run, others } = await place(csv(25));
    const { send, ids } = graph();
    const sizes: number[] = [];
    const summary = await run({
      batchSize: 10,
      send: (rows) => {
        sizes.push(rows.length);
        return send(rows);
      },
    });
    expect(ids()).toEqual(idsUpTo(25));
    expect(sizes).toEqual([10, 10, 5]);
    expect(summary).toEqual({
      rows: 25,
      created: 25,
      alreadyImported: 0,
      duplicates: 0,
      rejected: 0,
      valuesLeftOut: 0,
      rejectsFile: null,
      ignoredColumns: [],
      resumedAfterRows: 0,
    });
    expect(await others()).toEqual([]);
  });

  it.each([
    ['gzipped', gzipSync(csv(3)), 'leads.csv.gz'],
    ['gzipped under another name', gzipSync(csv(3)), 'leads'],
    ['with CRLF and a byte order mark', `\uFEFF${csv(3).replaceAll('\n', '\r\n')}`, 'leads.csv'],
    ['with semicolons', csv(3).replaceAll(',', ';'), 'leads.csv'],
    ['with tabs', csv(3).replaceAll(',', '\t'), 'leads.tsv'],
    ['with bars', csv(3).replaceAll(',', '|'), 'leads.txt'],
    ['without a last line end', csv(3).trimEnd(), 'leads.csv'],
    ['with blanks around its cells', csv(3).replaceAll(',', ' , '), 'leads.csv'],
  ])('reads a file %s', async (_, content, name) => {
    const { send, ids, sent } = graph();
    const summary = await (await place(content, name)).run({ send });
    expect(summary).toMatchObject({ rows: 3, created: 3 });
    expect(ids()).toEqual(idsUpTo(3));
    expect(sent[2]).toMatchObject({ lineOfBusiness: 'AUTO', contact: { firstName: 'Ann 2' } });
  });

  it('keeps empty first and last cells of a file with tabs', async () => {
    const { send, sent } = graph();
    await (await place('firstName\tlineOfBusiness\texternalId\n\tAUTO\t\n', 'leads.tsv')).run({ send });
    expect(sent[0]).toMatchObject({ lineOfBusiness: 'AUTO', contact: {} });
  });

  it.each([
    ['an empty file', ''],
    ['a file with a header alone', `${header}\n`],
  ])('of %s reads no rows', async (_, content) => {
    const { send, sent } = graph();
    const { run, others } = await place(content);
    expect(await run({ send })).toMatchObject({ rows: 0, rejected: 0, rejectsFile: null });
    expect(sent).toEqual([]);
    expect(await others()).toEqual([]);
  });

  it('of a file that is not UTF-8 text ends with one line', async () => {
    const { run, file } = await place(Buffer.from(csv(3), 'utf16le'));
    await expect(run({ send: graph().send })).rejects.toThrow(
      `${file} has no header that can be read: expected UTF-8, got other bytes`,
    );
  });

  it('writes down each problem with row, line, column and reason, and sends the rows without one', async () => {
    const { run } = await place(
      Buffer.concat([
        Buffer.from(
          [
            'externalId,lineOfBusiness,firstName,ageYears,notes',
            '1,AUTO,"Ann\nMarie",30,',
            '2,BOAT,Bob,old,',
            '3,AUTO,Carl,31',
            '4,AUTO,"Dora,32,',
            '5,AUTO,D"or"a,33,',
            '6,AUTO,a\0b,34,',
            '7,AUTO,"x, ""y""",35,\n',
          ].join('\n'),
        ),
        Buffer.from('8,AUTO,M\xfcller,36,\n', 'latin1'),
        Buffer.from('9,AUTO,Zoe,37,fine\n'),
      ]),
    );
    const { send, ids, sent } = graph((row) => (row['externalId'] === '7' ? 'no "sevens"' : undefined));
    const summary = await run({ send });
    expect(summary).toMatchObject({ rows: 9, created: 2, rejected: 7, ignoredColumns: ['notes'] });
    expect(ids()).toEqual(['1', '7', '9']);
    expect(sent[0]).toMatchObject({ contact: { firstName: 'Ann\nMarie' } });
    expect(await rejectsOf(summary)).toEqual([
      ['row', 'line', 'column', 'reason'],
      ['2', '4', 'lineOfBusiness', expect.stringContaining('got "BOAT"')],
      ['2', '4', 'ageYears', expect.stringContaining('got "old"')],
      ['3', '5', '', 'expected 5 columns, got 4'],
      ['4', '6', '', 'expected a closing quote, got none'],
      ['5', '7', '', expect.stringMatching(/^expected a CSV row, got /)],
      ['6', '8', 'firstName', 'expected text, got a NUL character'],
      ['7', '9', 'externalId', 'no "sevens"'],
      ['8', '10', 'firstName', 'expected UTF-8, got bytes that are not'],
    ]);
  });

  it('names the columns of the file in what the graph refuses', async () => {
    const { run } = await place('no,lob\n1,AUTO\n');
    const mapping = readMapping('columns: { no: externalId, lob: lineOfBusiness }');
    const summary = await run({ mapping, send: graph(() => 'taken').send });
    expect((await rejectsOf(summary))[1]).toEqual(['1', '2', 'no', 'taken']);
  });

  it('writes a line for a row that the graph refuses without a reason', async () => {
    const { run } = await place(csv(1));
    const summary = await run({ send: async () => [{ outcome: 'REJECTED', reasons: [] }] });
    expect(await rejectsOf(summary)).toHaveLength(2);
  });

  it('counts every row of any file once', async () => {
    const cell = fc.constantFrom(
      '1',
      'AUTO',
      '',
      '"',
      '"a,b"',
      '"a\nb"',
      'x"y',
      ',',
      ';',
      '\0',
      '\uFEFF',
      ' ',
    );
    const row = fc.oneof(
      { weight: 2, arbitrary: fc.constant('1,AUTO,Ann') },
      fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(',')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
        const { run, folder } = await place([header, ...rows].join('\n'));
        const { send, sent } = graph((input) => (input['externalId'] === '' ? 'empty' : undefined));
        const { rejectsFile, ...summary } = await run({ send, batchSize: 4 });
        const { created, alreadyImported, duplicates, rejected } = summary;
        expect(created + alreadyImported + duplicates + rejected).toBe(summary.rows);
        expect(sent.length + rejected).toBe(summary.rows);
        const rejectedRows = rejectsFile === null ? [] : (await rejectsOf({ rejectsFile })).slice(1);
        expect(new Set(rejectedRows.map(([number]) => number)).size).toBe(rejected);
        // A quote that stands alone takes no good row with it. Two of them may make a quoted field of what is between.
        const openQuotes = rows.filter((text) => text.split('"').length % 2 === 0).length;
        const goodRows = openQuotes < 2 ? rows.filter((text) => text === '1,AUTO,Ann').length : 0;
        expect(sent.filter((input) => input['externalId'] === '1').length).toBeGreaterThanOrEqual(goodRows);
        await rm(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });

  it('of the same file a second time creates nothing', async () => {
    const { run } = await place(csv(7));
    const { send } = graph();
    await run({ send });
    expect(await run({ send })).toMatchObject({ rows: 7, created: 0, alreadyImported: 7 });
  });

  it('tells how far it is', async () => {
    const { run } = await place(csv(20));
    const shares: number[] = [];
    await run({ send: graph().send, batchSize: 5, onProgress: (share) => shares.push(share) });
    expect(shares).toHaveLength(4);
    expect(shares.at(-1)).toBe(1);
  });
});

describe('a graph that does not take a batch', () => {
  it('is asked again while it is away', async () => {
    const { send, ids } = graph();
    let failures = 2;
    const summary = await (
      await place(csv(3))
    ).run({ send: (rows) => (failures-- > 0 ? away() : send(rows)) });
    expect(summary).toMatchObject({ rows: 3, created: 3 });
    expect(ids()).toEqual(idsUpTo(3));
  });

  it('is asked again when it says, however often', async () => {
    const { send, ids } = graph();
    let refusals = 10;
    const busy = (): Promise<never> =>
      Promise.reject(new GraphRequestError('too much', { isTransient: true, retryAfterMs: 1 }));
    const summary = await (
      await place(csv(3))
    ).run({ send: (rows) => (refusals-- > 0 ? busy() : send(rows)) });
    expect(summary).toMatchObject({ rows: 3, created: 3 });
    expect(ids()).toEqual(idsUpTo(3));
  });

  it('ends the import when it stays away', async () => {
    let attempts = 0;
    const { run } = await place(csv(3));
    await expect(
      run({
        send: () => {
          attempts++;
          return away();
        },
      }),
    ).rejects.toThrow('away');
    expect(attempts).toBe(3);
  });

  it('ends the import at once when it refuses the caller', async () => {
    let attempts = 0;
    const refusing = (): Promise<never> => {
      attempts++;
      return Promise.reject(new GraphRequestError('who are you?'));
    };
    await expect((await place(csv(3))).run({ send: refusing })).rejects.toThrow('who are you?');
    expect(attempts).toBe(1);
  });

  it('because of the form of one row loses that row alone', async () => {
    const { send, ids } = graph();
    const picky = (rows: Record<string, unknown>[]): Promise<RowResult[]> =>
      rows.some((row) => row['externalId'] === '13')
        ? Promise.reject(new GraphRequestError('not 13', { isAboutInput: true }))
        : send(rows);
    const summary = await (await place(csv(40))).run({ send: picky });
    expect(summary).toMatchObject({ rows: 40, created: 39, rejected: 1 });
    expect((await rejectsOf(summary))[1]).toEqual(['13', '14', '', 'not 13']);
    expect(ids()).toEqual(idsUpTo(40).filter((id) => id !== '13'));
  });

  it('and answers another number of rows than it was sent ends the import', async () => {
    const { run } = await place(csv(3));
    await expect(run({ send: async () => [] })).rejects.toThrow('The graph answered 0 of 3 rows.');
  });
});

describe('an interrupted import', () => {
  const refuseSevens = (row: Record<string, unknown>): string | undefined =>
    String(row['externalId']).includes('7') ? 'a seven' : undefined;

  /** Runs an import that breaks when it sends the row with this id. */
  async function breakAt(
    run: Awaited<ReturnType<typeof place>>['run'],
    id: string,
    known = graph(refuseSevens),
  ) {
    const breaking = (rows: Record<string, unknown>[]): Promise<RowResult[]> =>
      rows.some((row) => row['externalId'] === id) ? Promise.reject(new Error('broken')) : known.send(rows);
    await expect(run({ send: breaking, batchSize: 10 })).rejects.toThrow('broken');
    return known;
  }

  it('goes on behind the last batch that was answered', async () => {
    const { run, others } = await place(csv(50));
    const known = await breakAt(run, '33');
    const summary = await run({ send: known.send, batchSize: 10 });
    expect(summary).toMatchObject({ rows: 50, created: 45, rejected: 5, resumedAfterRows: 30 });
    expect(known.ids()).toEqual(idsUpTo(50));
    expect((await rejectsOf(summary)).map(([row]) => row)).toEqual(['row', '7', '17', '27', '37', '47']);
    expect(await others()).toEqual([path.basename(summary.rejectsFile ?? '')]);
  });

  it('goes on with what the first one rejected, also when nothing later is', async () => {
    const { run } = await place(csv(15));
    const known = await breakAt(run, '11');
    expect(await run({ send: known.send, batchSize: 10 })).toMatchObject({ rejected: 1, rows: 15 });
  });

  it.each([
    ['another mapping', { mapping: readMapping('empty: [Ann]') }],
    ['another graph', { target: 'http://elsewhere' }],
  ])('begins anew with %s', async (_, options) => {
    const { run } = await place(csv(50));
    await breakAt(run, '33');
    const { send, ids } = graph();
    expect(await run({ send, ...options })).toMatchObject({ resumedAfterRows: 0, rows: 50 });
    expect(ids()).toEqual(idsUpTo(50));
  });

  it('begins anew when the file was changed behind its beginning, to the same length', async () => {
    const { run, file } = await place(csv(5_000));
    await breakAt(run, '33');
    const changed = (await readFile(file, 'utf8')).replace('4999,AUTO', '4999,HOME');
    await writeFile(file, changed);
    expect(await run({ send: graph().send })).toMatchObject({ resumedAfterRows: 0, rows: 5_000 });
  });

  it.each([
    ['gone', (file: string) => rm(file)],
    ['shorter', (file: string) => truncate(file, 3)],
  ])('begins anew when its rejects file is %s', async (_, spoil) => {
    const { run, folder } = await place(csv(50));
    const known = await breakAt(run, '33');
    const [rejects = ''] = (await readdir(folder)).filter((name) => name.endsWith('.rejects.csv'));
    await spoil(path.join(folder, rejects));
    const summary = await run({ send: known.send });
    expect(summary).toMatchObject({ resumedAfterRows: 0, rows: 50, rejected: 5, alreadyImported: 27 });
    expect(await rejectsOf(summary)).toHaveLength(6);
  });

  it('begins anew when its state cannot be read', async () => {
    const { run, folder } = await place(csv(50));
    await breakAt(run, '33');
    const [state = ''] = (await readdir(folder)).filter((name) => name.endsWith('.import-state.json'));
    await truncate(path.join(folder, state), 20);
    expect(await run({ send: graph().send })).toMatchObject({ resumedAfterRows: 0, rows: 50 });
  });

  it('is not confused by another file of the same name', async () => {
    const one = await place(csv(50));
    const other = await place(csv(20));
    const known = await breakAt((options) => one.run({ outFolder: home, ...options }), '33');
    const otherKnown = graph(refuseSevens);
    await other.run({ outFolder: home, send: otherKnown.send });
    const summary = await one.run({ outFolder: home, send: known.send });
    expect(summary).toMatchObject({ resumedAfterRows: 30, rows: 50, rejected: 5 });
    expect(await rejectsOf(summary)).toHaveLength(6);
  });

  it.each([0, 3])('killed after %i batches goes on, and every row is sent', async (answeredBatches) => {
    const { run, file, folder } = await place(csv(50));
    const sentFile = path.join(folder, 'sent');
    const script = fileURLToPath(new URL('./fixtures/import-until-killed.ts', import.meta.url));
    const child = fork(script, [file, folder, sentFile, String(answeredBatches)], { execArgv: [] });
    const [message] = await once(child, 'message');
    expect(message).toBe('waiting');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const rejects = (await readdir(folder)).find((name) => name.endsWith('.rejects.csv')) ?? '';
    // What a killed process had begun to write.
    await appendFile(path.join(folder, rejects), '33,34,externalId,half a li');

    const { send, ids } = graph();
    const summary = await run({ send, batchSize: 10 });
    const before = (await readFile(sentFile, 'utf8')).trim().split('\n');
    expect(before).toEqual(idsUpTo(10 * (answeredBatches + 1)));
    expect(new Set([...before, ...ids()])).toEqual(new Set(idsUpTo(50)));
    const rejected = answeredBatches === 0 ? 0 : 1;
    expect(summary).toMatchObject({ rows: 50, created: 50 - rejected, rejected });
    expect(summary.resumedAfterRows).toBe(10 * answeredBatches);
    if (rejected === 1)
      expect(await rejectsOf(summary)).toEqual([
        ['row', 'line', 'column', 'reason'],
        ['7', '8', 'externalId', 'no sevens'],
      ]);
  });
});

describe('an archive that breaks off', () => {
  it('is imported as far as it can be read, then the import ends with an error', async () => {
    const whole = csv(20_000);
    const { run, file } = await place(gzipSync(whole).subarray(0, 40_000), 'leads.csv.gz');
    const { send, ids } = graph();
    const error = `${file} cannot be read to its end: unexpected end of file`;
    await expect(run({ send })).rejects.toThrow(error);
    const sentBefore = ids().length;
    expect(sentBefore).toBeGreaterThan(1_000);
    expect(ids()).toEqual(idsUpTo(sentBefore));
    // Again: nothing is sent twice. Then the whole file: what is missing comes.
    await expect(run({ send })).rejects.toThrow(error);
    expect(ids()).toHaveLength(sentBefore);
    await writeFile(file, gzipSync(whole));
    expect(await run({ send })).toMatchObject({
      rows: 20_000,
      alreadyImported: sentBefore,
      created: 20_000 - sentBefore,
    });
  });
});

describe('a big file', () => {
  it('of 50,000 rows does not fill the memory', async () => {
    const { file, run } = await place('', 'leads.csv.gz');
    const notes = 'n'.repeat(4_000);
    const text = rowsOf(50_000).map((row) => `${row},${notes}\n`);
    await pipeline([`${header},notes\n`, ...text], createGzip({ level: 1 }), createWriteStream(file));
    const before = process.memoryUsage().rss;
    let highest = 0;
    let rows = 0;
    const summary = await run({
      send: async (batch) => {
        rows += batch.length;
        highest = Math.max(highest, process.memoryUsage().rss);
        return batch.map(() => ({ outcome: 'CREATED', reasons: [] }));
      },
    });
    expect(rows).toBe(50_000);
    expect(summary.created).toBe(50_000);
    // The text of the file is 200 MB.
    expect(highest - before).toBeLessThan(120 * 1024 * 1024);
  });
});
