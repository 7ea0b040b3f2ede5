import {
  TypeInfo,
  getNamedType,
  isAbstractType,
  isObjectType,
  parse,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { roles } from '../../subgraphs/shared/context.ts';
import type { Role } from '../../subgraphs/shared/context.ts';
import { grantsOf } from '../access/scopes.ts';
import { satisfies } from '../engine/supergraph/access-rules.ts';
import type { AccessRule, AccessRules } from '../engine/supergraph/access-rules.ts';
import type { Breakage } from './check-operations.ts';
import type { Manifest } from './manifest.ts';

/** What of a supergraph says who may see what. */
export interface GuardedSchema {
  readonly apiSchema: GraphQLSchema;
  /** Undefined: everybody may see everything. */
  readonly accessRules: AccessRules | undefined;
}

/**
 * Fields of published operations that a role may read today and could not with `candidate`. What a role cannot read today
 * is not a change, and is left out.
 *
 * @param rolesOf the roles of those who use a client; undefined for a client of which that is not known, which stands for
 *   every role
 * @returns in the order of clients, operations and places in the text, each field once per operation and role
 */
export function checkAccess(
  manifests: ReadonlyMap<string, Manifest>,
  candidate: GuardedSchema,
  base: GuardedSchema,
  rolesOf: (client: string) => readonly Role[] | undefined,
): Breakage[] {
  return [...manifests].flatMap(([client, { operations }]) =>
    operations.flatMap(({ name, body }) =>
      fieldsOf(body, base.apiSchema).flatMap(([type, field]) =>
        (rolesOf(client) ?? roles).flatMap((role) => {
          const missing = missingFor(role, type, field, candidate);
          if (missing === undefined || missingFor(role, type, field, base) !== undefined) return [];
          const reason = `would be withheld from the role ${role}, which lacks ${missing}`;
          return [{ client, operation: name, field: `${type}.${field}`, reason }];
        }),
      ),
    ),
  );
}

/** Every field that an operation reads, with each object type that may answer it. */
function fieldsOf(body: string, schema: GraphQLSchema): [type: string, field: string][] {
  const found = new Map<string, [string, string]>();
  const typeInfo = new TypeInfo(schema);
  visit(
    parse(body),
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const parent = getNamedType(typeInfo.getParentType());
        const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
        for (const owner of owners) {
          if (isObjectType(owner) && name.value in owner.getFields())
            found.set(`${owner.name}.${name.value}`, [owner.name, name.value]);
        }
      },
    }),
  );
  return [...found.values()];
}

/** What a role would need to read a field, in words; undefined when it may. */
function missingFor(
  role: Role,
  type: string,
  field: string,
  { accessRules }: GuardedSchema,
): string | undefined {
  const grants = grantsOf({ subject: role, role });
  const rules = (accessRules?.ofField(type, field) ?? []).map((place) => accessRules?.rules[place]);
  const unmet = rules.find((rule) => rule !== undefined && !satisfies(rule, grants));
  return unmet && inWords(unmet);
}

function inWords(rule: AccessRule): string {
  if (rule.kind === 'authenticated') return 'a token';
  const kind = rule.kind === 'scopes' ? 'the scope' : 'the policy';
  return `${kind} ${rule.anyOf.map((all) => all.join(' and ')).join(', or ')}`;
}
