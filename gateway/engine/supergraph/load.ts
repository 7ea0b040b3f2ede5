import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { readCostRules } from '../cost/cost-rules.ts';
import type { CostDirectiveNames, CostRules } from '../cost/cost-rules.ts';
import { fieldNamesOf } from '../operation/rename-aliases.ts';
import { createTypeIndex } from './type-index.ts';
import { readAccessRules } from './access-rules.ts';
import type { AccessDirectiveNames, AccessRules } from './access-rules.ts';
import { overrideLabelsOf } from './override-labels.ts';
import type { TypeIndex } from './type-index.ts';
import type { SubgraphInfo } from '../types.ts';

const SPECS = 'https://specs.apollo.dev';

/** What a supergraph may ask of its executor: everything here is either enforced or has no effect on execution. */
const SUPPORTED_FEATURES: ReadonlySet<string> = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  `${SPECS}/authenticated/v0.1`,
  `${SPECS}/requiresScopes/v0.1`,
  `${SPECS}/policy/v0.1`,
  `${SPECS}/context/v0.1`,
  `${SPECS}/cost/v0.1`,
]);

/** A supergraph that was read and found sound. */
export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see: no inaccessible elements, no federation machinery, with `@defer`. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, including inaccessible elements: what plans are made over. */
  readonly types: TypeIndex;
  /** Names of all fields, inaccessible ones too. */
  readonly fieldNames: ReadonlySet<string>;
  /** Who may see what; unset when everyone may see everything. */
  readonly accessRules: AccessRules | undefined;
  /** What its fields and types cost. */
  readonly costRules: CostRules;
  /** Labels of `@override` that somebody has to decide on. */
  readonly overrideLabels: readonly string[];
  readonly subgraphs: readonly SubgraphInfo[];
}

/** Reads a supergraph. Throws with the reason when it is not valid or uses a feature that nothing here enforces. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const apollo = Supergraph.build(sdl, { supportedFeatures: new Set(SUPPORTED_FEATURES) });
  const apiSchema = apollo.apiSchema().toGraphQLJSSchema({ includeDefer: true });
  const fullSchema = apollo.schema.toGraphQLJSSchema();
  return {
    sdl,
    apiSchema,
    types: createTypeIndex(fullSchema),
    fieldNames: fieldNamesOf(fullSchema),
    accessRules: readAccessRules(fullSchema, accessDirectiveNames(apollo)),
    costRules: readCostRules(fullSchema, costDirectiveNames(apollo)),
    overrideLabels: overrideLabelsOf(fullSchema),
    subgraphs: [...apollo.subgraphsMetadata()].map(({ name, url }) => ({ name, url })),
  };
}

function accessDirectiveNames({ schema }: Supergraph): AccessDirectiveNames {
  const nameOf = (feature: keyof AccessDirectiveNames): string | undefined =>
    schema.coreFeatures?.getByIdentity(`${SPECS}/${feature}`)?.directiveNameInSchema(feature);
  return {
    authenticated: nameOf('authenticated'),
    requiresScopes: nameOf('requiresScopes'),
    policy: nameOf('policy'),
  };
}

function costDirectiveNames({ schema }: Supergraph): CostDirectiveNames {
  const feature = schema.coreFeatures?.getByIdentity(`${SPECS}/cost`);
  return {
    cost: feature?.directiveNameInSchema('cost'),
    listSize: feature?.directiveNameInSchema('listSize'),
  };
}
