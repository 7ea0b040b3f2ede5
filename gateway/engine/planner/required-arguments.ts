import { Kind, parse, print, visit } from 'graphql';
import type {
  ArgumentNode,
  ConstDirectiveNode,
  DocumentNode,
  FieldDefinitionNode,
  FieldNode,
  InterfaceTypeDefinitionNode,
  ObjectTypeDefinitionNode,
  SelectionNode,
} from 'graphql';

/** How stand-ins begin. No key of a client begins with an underscore by the time plans are made. */
const STAND_IN_PREFIX = '_for_';

/** A field without arguments that stands for a field with certain arguments, while plans are made. */
export interface StandIn {
  readonly name: string;
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** What one field requires of fields that take arguments: stand-ins by the place of the required field, like `category.averagePrice`. */
export type Requirements = ReadonlyMap<string, StandIn>;

export interface SupergraphWithStandIns {
  readonly document: DocumentNode;
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** By what `requirementsKey` gives. */
  readonly requirements: ReadonlyMap<string, Requirements>;
}

/** Subgraphs that share a field may require different things for it. */
export function requirementsKey(service: string, type: string, field: string): string {
  return `${service} ${type}.${field}`;
}

type FieldsDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Gives every required field that takes arguments, as in `@requires(fields: "price(currency: USD)")`, a stand-in for each
 * set of arguments. A planner keeps one selection per field name: of two requirements that differ in their arguments, or of
 * a requirement and the client's own selection, it would drop one.
 */
export function introduceStandIns(document: DocumentNode): SupergraphWithStandIns {
  const maker = new StandInMaker(document);
  const required = visit(document, {
    ObjectTypeDefinition: (node) => maker.replaceRequirements(node),
    InterfaceTypeDefinition: (node) => maker.replaceRequirements(node),
  });
  const { standIns, requirements } = maker;
  if (standIns.size === 0) return { document, standIns, requirements };
  const extended = visit(required, {
    ObjectTypeDefinition: (node) => maker.addStandIns(node),
    InterfaceTypeDefinition: (node) => maker.addStandIns(node),
  });
  return { document: extended, standIns, requirements };
}

class StandInMaker {
  readonly standIns = new Map<string, StandIn>();
  readonly requirements = new Map<string, Map<string, StandIn>>();
  readonly #types = new Map<string, FieldsDefinition>();
  readonly #byCall = new Map<string, StandIn>();
  readonly #owners = new Map<string, Set<StandIn>>();
  readonly #fieldNames = new Set<string>();
  readonly #services: ReadonlyMap<string, string>;

  constructor(document: DocumentNode) {
    this.#services = servicesOf(document);
    for (const definition of document.definitions) {
      if (!isFieldsDefinition(definition)) continue;
      this.#types.set(definition.name.value, definition);
      for (const { name } of definition.fields ?? []) this.#fieldNames.add(name.value);
    }
  }

  replaceRequirements(type: FieldsDefinition): FieldsDefinition {
    const fields = (type.fields ?? []).map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) => this.#replaceIn(type, field, directive)),
    }));
    return { ...type, fields };
  }

  addStandIns(type: FieldsDefinition): FieldsDefinition {
    const fields = [...(type.fields ?? [])];
    for (const standIn of this.#owners.get(type.name.value) ?? []) {
      const original = fields.find(({ name }) => name.value === standIn.field);
      if (original) fields.push(asStandIn(original, standIn));
    }
    return { ...type, fields };
  }

  #replaceIn(
    type: FieldsDefinition,
    field: FieldDefinitionNode,
    directive: ConstDirectiveNode,
  ): ConstDirectiveNode {
    if (directive.name.value !== 'join__field') return directive;
    const service = this.#services.get(textArgument(directive, 'graph') ?? '') ?? '';
    const args = (directive.arguments ?? []).map((argument) => {
      if (argument.name.value !== 'requires' || argument.value.kind !== Kind.STRING) return argument;
      const key = requirementsKey(service, type.name.value, field.name.value);
      const found = this.requirements.get(key) ?? new Map<string, StandIn>();
      const selections = this.#replaceSelections(
        selectionsOf(argument.value.value),
        type.name.value,
        '',
        found,
      );
      if (found.size > 0) this.requirements.set(key, found);
      return { ...argument, value: { ...argument.value, value: selections.map(print).join(' ') } };
    });
    return { ...directive, arguments: args };
  }

  #replaceSelections(
    selections: readonly SelectionNode[],
    type: string,
    path: string,
    found: Map<string, StandIn>,
  ): readonly SelectionNode[] {
    return selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      const inside = (inner: string, innerPath: string) =>
        selection.selectionSet && {
          ...selection.selectionSet,
          selections: this.#replaceSelections(selection.selectionSet.selections, inner, innerPath, found),
        };
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const selectionSet = inside(selection.typeCondition?.name.value ?? type, path);
        return selectionSet ? { ...selection, selectionSet } : selection;
      }
      const place = `${path}${selection.name.value}`;
      const selectionSet = inside(this.#returnedType(type, selection.name.value), `${place}.`);
      const replaced = selectionSet ? { ...selection, selectionSet } : selection;
      if ((this.#definitionOf(type, selection.name.value)?.arguments ?? []).length === 0) return replaced;
      const standIn = this.#standInFor(selection, type);
      found.set(place, standIn);
      return { ...replaced, name: { kind: Kind.NAME, value: standIn.name }, arguments: [] };
    });
  }

  #standInFor({ name, arguments: args = [] }: FieldNode, type: string): StandIn {
    const call = `${name.value}(${args.map(print).sort().join(',')})`;
    let standIn = this.#byCall.get(call);
    if (!standIn) {
      standIn = { name: this.#freeName(name.value), field: name.value, arguments: args };
      this.#byCall.set(call, standIn);
      this.standIns.set(standIn.name, standIn);
    }
    for (const owner of this.#withImplementations(type)) {
      this.#owners.set(owner, (this.#owners.get(owner) ?? new Set()).add(standIn));
    }
    return standIn;
  }

  #freeName(field: string): string {
    let counter = this.standIns.size;
    while (this.#fieldNames.has(`${STAND_IN_PREFIX}${field}_${counter}`)) counter++;
    return `${STAND_IN_PREFIX}${field}_${counter}`;
  }

  #withImplementations(type: string): readonly string[] {
    const implementing = [...this.#types.values()].filter(({ interfaces }) =>
      interfaces?.some(({ name }) => name.value === type),
    );
    return [type, ...implementing.map(({ name }) => name.value)];
  }

  #definitionOf(type: string, field: string): FieldDefinitionNode | undefined {
    return this.#types.get(type)?.fields?.find(({ name }) => name.value === field);
  }

  #returnedType(type: string, field: string): string {
    let returned = this.#definitionOf(type, field)?.type;
    while (returned && returned.kind !== Kind.NAMED_TYPE) returned = returned.type;
    return returned?.name.value ?? '';
  }
}

/** From the values of `join__Graph` to the names of subgraphs that plans use. */
function servicesOf(document: DocumentNode): ReadonlyMap<string, string> {
  const services = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const { name, directives } of definition.values ?? []) {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      const service = graph && textArgument(graph, 'name');
      if (service !== undefined) services.set(name.value, service);
    }
  }
  return services;
}

function textArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function isFieldsDefinition(node: { readonly kind: string }): node is FieldsDefinition {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function asStandIn(original: FieldDefinitionNode, { name }: StandIn): FieldDefinitionNode {
  return { ...original, name: { kind: Kind.NAME, value: name }, arguments: [] };
}

function selectionsOf(fieldSet: string): readonly SelectionNode[] {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}
