import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { SettingError } from '../../subgraphs/shared/settings.ts';

/** How a text of a column becomes a value of the graph. */
export type FieldKind = 'text' | 'integer' | 'boolean' | 'date' | 'upper';

/** Fields of a lead that a column can fill, by path inside the input. */
export const targets: Readonly<Record<string, FieldKind>> = {
  source: 'text',
  lineOfBusiness: 'upper',
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
    country: 'upper',
    dateOfBirth: 'date',
  }),
  ...prefixed('attributes', {
    ageYears: 'integer',
    currentlyInsured: 'boolean',
    priorClaimsCount: 'integer',
    homeOwner: 'boolean',
    householdSize: 'integer',
    vehicleYear: 'integer',
    creditTier: 'upper',
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
        grantedAt: z.string(),
        certificateUrl: z.string().optional(),
      }),
    )
    .default([]),
});

export interface Column {
  readonly target: string;
  readonly kind: FieldKind;
  readonly format: string;
  readonly values: ReadonlyMap<string, string | number | boolean | null>;
}

/** What `mapping.yml` says, checked. */
export interface Mapping {
  readonly defaults: ReadonlyMap<string, string | number | boolean>;
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
    throw new SettingError('--map', `${issue?.message} at "${issue?.path.join('.')}"`, 'something else');
  }
  const { source, lineOfBusiness, defaults, empty, columns, consents } = parsed.data;
  const fixed = { ...defaults, ...(source && { source }), ...(lineOfBusiness && { lineOfBusiness }) };
  for (const path of Object.keys(fixed)) requireTarget(path);
  return {
    defaults: new Map(Object.entries(fixed)),
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
  const { to, format = 'YYYY-MM-DD', values = {} } = typeof column === 'string' ? { to: column } : column;
  return { target: to, kind: requireTarget(to), format, values: new Map(Object.entries(values)) };
}

function requireTarget(path: string): FieldKind {
  const kind = targets[path];
  if (kind === undefined) throw new SettingError('--map', `one of ${Object.keys(targets).join(', ')}`, path);
  return kind;
}

const normal = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Which column fills what. Headers that the mapping does not name are matched by their own name. */
export function columnsFor(headers: readonly string[], mapping: Mapping): (Column | undefined)[] {
  const byName = new Map<string, string>();
  for (const path of Object.keys(targets)) {
    byName.set(normal(path), path);
    byName.set(normal(path.split('.').at(-1) ?? path), path);
  }
  const missing = [...mapping.columns.keys()].filter((header) => !headers.includes(header));
  if (missing.length > 0)
    throw new SettingError('--map', `columns of the file (${headers.join(', ')})`, missing.join(', '));
  return headers.map((header) => {
    const mapped = mapping.columns.get(header);
    if (mapped !== undefined || mapping.columns.size > 0) return mapped;
    const target = byName.get(normal(header));
    return target === undefined ? undefined : toColumn(target);
  });
}
