/** Kinds as tables hold them: constants of the runtime, and of the module where the runtime has no name for a sum. */
import * as numbers from '../../../../runtime/core/validation/table/kinds.js';
import { pascalCase } from '../../../ir/names.js';
import type { Kind } from '../../../schema.js';
import { orderKinds } from '../../validators/checks.js';
import { type ModuleScope, runtime } from '../../validators/scope.js';

/** Constants of a module, by name. */
export type KindConstants = Map<string, number>;

/** The constant for some kinds: `stringOrNull`; undefined: all. */
export function kindsConstant(kinds: readonly Kind[] | undefined, module: ModuleScope, own: KindConstants): string {
  if (kinds === undefined) return runtime(module, 'table/kinds', 'any');
  const [first = 'null', ...others] = orderKinds(kinds);
  const name = first === 'null' ? 'nil' : [first, ...others.map(pascalCase)].join('Or');
  if (Object.hasOwn(numbers, name)) return runtime(module, 'table/kinds', name);
  own.set(
    name,
    orderKinds(kinds).reduce((sum, kind) => sum | (kind === 'null' ? numbers.nil : numbers[kind]), 0),
  );
  return name;
}

/** The declarations of the constants that the runtime does not have. */
export function printKinds(constants: KindConstants): string {
  const lines = [...constants]
    .sort(([, left], [, right]) => left - right)
    .map(([name, sum]) => `const ${name} = ${sum};`);
  return ['// Kinds, numbered as in `runtime/validation/table/kinds.ts`.', ...lines].join('\n');
}
