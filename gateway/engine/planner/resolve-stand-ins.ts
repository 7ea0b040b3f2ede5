import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { DocumentNode, SelectionNode } from 'graphql';
import { requirementsKey } from './required-arguments.ts';
import type { Requirements, StandIn, SupergraphWithStandIns } from './required-arguments.ts';

/** A field of a representation that is read under one name and told to the subgraph under another. */
export type RenamedFieldNode = Extract<QueryPlanSelectionNode, { kind: 'Field' }> & {
  readonly writeAs?: string;
};

/** Puts the fields with their arguments back where the plan has stand-ins. */
export function resolveStandIns(plan: QueryPlan, supergraph: SupergraphWithStandIns): QueryPlan {
  if (supergraph.standIns.size === 0 || !plan.node) return plan;
  const resolver = new StandInResolver(supergraph);
  if (plan.node.kind !== 'Subscription') return { ...plan, node: resolver.resolve(plan.node) };
  const { primary, rest } = plan.node;
  return {
    ...plan,
    node: {
      kind: 'Subscription',
      primary: resolver.withArguments(primary),
      ...(rest && { rest: resolver.resolve(rest) }),
    },
  };
}

class StandInResolver {
  readonly #standIns: ReadonlyMap<string, StandIn>;
  readonly #requirements: ReadonlyMap<string, Requirements>;

  constructor({ standIns, requirements }: SupergraphWithStandIns) {
    this.#standIns = standIns;
    this.#requirements = requirements;
  }

  resolve(node: PlanNode): PlanNode {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map((child) => this.resolve(child)) };
      case 'Flatten':
        return { ...node, node: this.resolve(node.node) };
      case 'Condition':
        return {
          ...node,
          ...(node.ifClause && { ifClause: this.resolve(node.ifClause) }),
          ...(node.elseClause && { elseClause: this.resolve(node.elseClause) }),
        };
      case 'Defer':
        return {
          ...node,
          primary: { ...node.primary, ...(node.primary.node && { node: this.resolve(node.primary.node) }) },
          deferred: node.deferred.map((deferred) => ({
            ...deferred,
            ...(deferred.node && { node: this.resolve(deferred.node) }),
          })),
        };
      case 'Fetch':
        return this.#resolveFetch(node);
    }
  }

  /** The fetch with real fields in its operation. */
  withArguments(node: FetchNode): FetchNode {
    if (![...this.#standIns.keys()].some((name) => node.operation.includes(name))) return node;
    const document = visit(parse(node.operation, { noLocation: true }), {
      Field: (field) => {
        const standIn = this.#standIns.get(field.name.value);
        if (!standIn) return undefined;
        const alias = field.alias ?? { kind: Kind.NAME, value: standIn.name };
        return {
          ...field,
          alias,
          name: { kind: Kind.NAME, value: standIn.field },
          arguments: standIn.arguments,
        };
      },
    });
    return withDocument(node, document);
  }

  #resolveFetch(node: FetchNode): PlanNode {
    const fetch = this.withArguments(node);
    const { requires } = fetch;
    if (!requires || !this.#usesStandIns(requires)) return fetch;
    const parts = this.#partition(fetch).map(({ fields, needs }) => ({
      ...withDocument(fetch, onlyFields(parse(fetch.operation, { noLocation: true }), fields)),
      requires: this.#representation(requires, needs, ''),
    }));
    const [only] = parts;
    if (only && parts.length === 1) return only;
    return fetch.id === undefined ? { kind: 'Parallel', nodes: parts } : inSequence(parts);
  }

  #usesStandIns(selections: readonly QueryPlanSelectionNode[]): boolean {
    return selections.some(
      (selection) =>
        (selection.kind === 'Field' && this.#standIns.has(selection.name)) ||
        this.#usesStandIns(selection.selections ?? []),
    );
  }

  /** Fields of the fetch that one representation can serve: none of them needs another value of the same field. */
  #partition(fetch: FetchNode): { fields: Set<string>; needs: Map<string, StandIn> }[] {
    const groups: { fields: Set<string>; needs: Map<string, StandIn> }[] = [];
    for (const { type, field } of entityFields(parse(fetch.operation, { noLocation: true }))) {
      const key = requirementsKey(fetch.serviceName, type, field);
      const needs = this.#requirements.get(key) ?? new Map<string, StandIn>();
      const fits = (group: Map<string, StandIn>): boolean =>
        [...needs].every(([place, standIn]) => (group.get(place) ?? standIn) === standIn);
      let group = groups.find((each) => fits(each.needs));
      if (!group) groups.push((group = { fields: new Set(), needs: new Map() }));
      group.fields.add(`${type}.${field}`);
      for (const [place, standIn] of needs) group.needs.set(place, standIn);
    }
    return groups;
  }

  /** What is required, with the values that this group needs under the names that the subgraph knows. */
  #representation(
    selections: readonly QueryPlanSelectionNode[],
    needs: Requirements,
    path: string,
  ): QueryPlanSelectionNode[] {
    return selections.flatMap((selection): QueryPlanSelectionNode[] => {
      if (selection.kind === 'InlineFragment') {
        return [{ ...selection, selections: this.#representation(selection.selections, needs, path) }];
      }
      const standIn = this.#standIns.get(selection.name);
      const place = `${path}${standIn?.field ?? selection.name}`;
      if (standIn ? needs.get(place) !== standIn : needs.has(place)) return [];
      const inner = selection.selections && {
        selections: this.#representation(selection.selections, needs, `${place}.`),
      };
      const renamed: RenamedFieldNode = {
        ...selection,
        ...inner,
        ...(standIn && { writeAs: standIn.field }),
      };
      return [renamed];
    });
  }
}

/** The fields that a fetch of entities asks for, each with the type that it is asked on. */
function entityFields(document: DocumentNode): readonly { type: string; field: string }[] {
  const fields: { type: string; field: string }[] = [];
  eachEntityField(document, (type, selection) => {
    if (selection.kind === Kind.FIELD) fields.push({ type, field: selection.name.value });
    return true;
  });
  return fields;
}

/** The document with those fields of entities only. `__typename` always stays. */
function onlyFields(document: DocumentNode, wanted: ReadonlySet<string>): DocumentNode {
  return eachEntityField(
    document,
    (type, selection) =>
      selection.kind !== Kind.FIELD ||
      selection.name.value === '__typename' ||
      wanted.has(`${type}.${selection.name.value}`),
  );
}

function eachEntityField(
  document: DocumentNode,
  keep: (type: string, selection: SelectionNode) => boolean,
): DocumentNode {
  const reduce = (type: string, selections: readonly SelectionNode[]): readonly SelectionNode[] =>
    selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind !== Kind.INLINE_FRAGMENT) return keep(type, selection) ? [selection] : [];
      const inner = reduce(selection.typeCondition?.name.value ?? type, selection.selectionSet.selections);
      return inner.length === 0
        ? []
        : [{ ...selection, selectionSet: { ...selection.selectionSet, selections: inner } }];
    });
  return visit(document, {
    Field(node) {
      if (node.name.value !== '_entities' || !node.selectionSet) return undefined;
      const selections = reduce('', node.selectionSet.selections);
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    },
  });
}

/** Deferred parts start when the fetch with the id has finished: that is the last one, so that all have. */
function inSequence(parts: readonly FetchNode[]): PlanNode {
  const nodes = parts.map((part, index): FetchNode => {
    const { id: _, ...unnamed } = part;
    return index === parts.length - 1 ? part : unnamed;
  });
  return { kind: 'Sequence', nodes };
}

/** The fetch with another document, and with the variables that are used there: subgraphs refuse unused ones. */
function withDocument(node: FetchNode, document: DocumentNode): FetchNode {
  const { operationDocumentNode: _, variableUsages, ...rest } = node;
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  const withUsed = visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
  return {
    ...rest,
    ...(variableUsages && { variableUsages: variableUsages.filter((name) => used.has(name)) }),
    operation: stripIgnoredCharacters(print(withUsed)),
  };
}
