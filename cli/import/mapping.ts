import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { SettingError } from '../../subgraphs/shared/settings.ts';
import { readValue } from './read-value.ts';
import type { FieldKind, FieldValue } from './read-value.ts';

/** Fields of a lead that a column can fill, by path inside the input. */
export const targets: Readonly<Record<string, FieldKind>> = {
  source: 'text',
  lineOfBusiness: ['AUTO', 'HOME', 'RENTERS', 'LIFE', 'HEALTH', 'COMMERCIAL'],
  externalId: 'text',
  referralCode: 'text',
  ...prefixed('contact', {
    firstName: 'text',
    lastName: 'text',
    email: 'text',
    phone: 'text',
    street: 'text',
    city: 'text',
    state: 'text',
    postalCode: 'text',
    country: 'country',
    dateOfBirth: 'date',
  }),
  ...prefixed('attributes', {
    ageYears: 'integer',
    currentlyInsured: 'boolean',
    priorClaimsCount: 'integer',
    homeOwner: 'boolean',
    householdSize: 'integer',
    vehicleYear: 'integer',
    creditTier: ['EXCELLENT', 'GOOD', 'FAIR', 'POOR'],
    monthlyBudgetCents: 'integer',
    purchaseTimeframeDays: 'integer',
  }),
  ...prefixed('campaign', {
    name: 'text',
    utmSource: 'text',
    utmMedium: 'text',
    utmCampaign: 'text',
    utmTerm: 'text',
    utmContent: 'text',
    landingPageUrl: 'text',
  }),
};

function prefixed(group: string, fields: Record<string, FieldKind>): Record<string, FieldKind> {
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [`${group}.${name}`, kind]));
}

const columnShape = z.union([
  z.string(),
  z.strictObject({
    to: z.string(),
    /** Of a date: YYYY, MM and DD in any order, such as DD.MM.YYYY. */
    format: z.string().optional(),
    /** What a value that cannot be read costs: the row, or (`empty`) only itself. Default `reject`. */
    ifBad: z.enum(['reject', 'empty']).optional(),
    /** Texts of the file and what they mean. Others stay as they are. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  }),
]);

const mappingShape = z.strictObject({
  /** Where the leads come from. */
  source: z.string().min(1).optional(),
  lineOfBusiness: z.string().optional(),
  /** Values for every row whose column is missing or empty, by path. */
  defaults: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Texts that mean "nothing", beside the empty one. */
  empty: z.array(z.string()).default([]),
  columns: z.record(z.string(), columnShape).default({}),
  consents: z
    .array(
      z.strictObject({
        channel: z.enum(['PHONE', 'SMS', 'EMAIL', 'MAIL']),
        grantedAt: z.iso.datetime({ offset: true }),
        certificateUrl: z.string().optional(),
      }),
    )
    .default([]),
});

export interface Column {
  readonly target: string;
  readonly kind: FieldKind;
  readonly format: string;
  /** Whether a value that cannot be read is left out instead of costing the row. */
  readonly isOptional: boolean;
  /** What certain texts mean; null where one means nothing. */
  readonly values: ReadonlyMap<string, FieldValue | null>;
}

/** What `mapping.yml` says, checked. */
export interface Mapping {
  readonly defaults: ReadonlyMap<string, FieldValue>;
  readonly empty: ReadonlySet<string>;
  /** By header. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly consents: readonly { channel: string; grantedAt: string; certificateUrl?: string | undefined }[];
}

/** Without a mapping file: every header that is named after a field of the lead fills it. */
export const noMapping: Mapping = { defaults: new Map(), empty: new Set(), columns: new Map(), consents: [] };

/** @throws SettingError naming the place in the file, what was expected and what came. */
export function readMapping(yaml: string): Mapping {
  const parsed = mappingShape.safeParse(parseText(yaml));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at "${issue.path.join('.')}"`;
    throw new SettingError('--map', 'a mapping as docs/integrator.md has it', `${issue?.message}${place}`);
  }
  const { source, lineOfBusiness, defaults, empty, columns, consents } = parsed.data;
  const fixed = { ...defaults, ...(source && { source }), ...(lineOfBusiness && { lineOfBusiness }) };
  return {
    defaults: new Map(
      Object.entries(fixed).map(([path, value]) => [path, requireValue(path, requireTarget(path), value)]),
    ),
    empty: new Set(empty),
    columns: new Map(Object.entries(columns).map(([header, column]) => [header, toColumn(column)])),
    consents,
  };
}

function parseText(yaml: string): unknown {
  try {
    return parseYaml(yaml) ?? {};
  } catch (error) {
    throw new SettingError('--map', 'a YAML file', String(error).split('\n')[0]);
  }
}

function toColumn(column: z.infer<typeof columnShape>): Column {
  const {
    to,
    format = 'YYYY-MM-DD',
    ifBad,
    values = {},
  } = typeof column === 'string' ? { to: column } : column;
  const kind = requireTarget(to);
  const isFormat = ['YYYY', 'MM', 'DD'].every((part) => format.includes(part));
  if (!isFormat) throw new SettingError('--map', `a date format with YYYY, MM and DD for ${to}`, format);
  const meanings = Object.entries(values).map(
    ([text, value]) => [text, value === null ? null : requireValue(to, kind, value)] as const,
  );
  return { target: to, kind, format, isOptional: ifBad === 'empty', values: new Map(meanings) };
}

function requireTarget(path: string): FieldKind {
  const kind = Object.hasOwn(targets, path) ? targets[path] : undefined;
  if (kind === undefined) throw new SettingError('--map', `one of ${Object.keys(targets).join(', ')}`, path);
  return kind;
}

/** A value that stands in the mapping is checked once, before the first row is read. */
function requireValue(path: string, kind: FieldKind, value: FieldValue): FieldValue {
  const read = readValue(String(value), kind);
  if (!(read instanceof Error)) return read;
  throw new SettingError('--map', `a value that fits ${path} (${read.message})`, String(value));
}

const normal = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Too many things are called that: a column `name` is more likely the person's than the campaign's. */
const ambiguousNames: ReadonlySet<string> = new Set(['campaign.name']);

/**
 * Which column fills what. Where the mapping names columns, those alone are used; where it names none, every header that
 * is named after a field fills it.
 * @throws SettingError when the mapping names a column that is not there, or two columns fill what is not text.
 */
export function columnsFor(headers: readonly string[], mapping: Mapping): (Column | undefined)[] {
  const missing = [...mapping.columns.keys()].filter((header) => !headers.includes(header));
  if (missing.length > 0)
    throw new SettingError('--map', `columns of the file (${headers.join(', ')})`, missing.join(', '));
  const byName = mapping.columns.size > 0 ? undefined : targetsByName();
  const columns = headers.map((header) => {
    if (byName === undefined) return mapping.columns.get(header);
    const target = byName.get(normal(header));
    return target === undefined ? undefined : toColumn(target);
  });
  for (const column of columns) {
    const sharing = headers.filter((_, index) => columns[index]?.target === column?.target);
    if (column !== undefined && column.kind !== 'text' && sharing.length > 1)
      throw new SettingError('--map', `one column for ${column.target}`, sharing.join(', '));
  }
  return columns;
}

/** Fields by their path and by its last part, without case and punctuation. */
function targetsByName(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const path of Object.keys(targets)) {
    names.set(normal(path), path);
    if (!ambiguousNames.has(path)) names.set(normal(path.split('.').at(-1) ?? path), path);
  }
  return names;
}
