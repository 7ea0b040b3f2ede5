import { Kind } from 'graphql';
import type { SelectionNode } from 'graphql';
import { engineError } from '../errors.ts';
import type { CompiledPlan } from '../plan/compile.ts';
import type { SelectedOperation } from './prepare.ts';

/** Throws when the plan leaves out a root field. A planner does that silently where no subgraph can resolve anything. */
export function refuseUnplanned(
  { operation, fragments }: SelectedOperation,
  { rootKeys }: Pick<CompiledPlan, 'rootKeys'>,
): void {
  const check = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        if (selection.name.value.startsWith('__') || rootKeys.has(key)) continue;
        throw engineError(
          'FIELD_UNRESOLVABLE',
          `No subgraph can resolve what is selected of "${selection.name.value}".`,
        );
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment) check(fragment.selectionSet.selections);
    }
  };
  check(operation.selectionSet.selections);
}
