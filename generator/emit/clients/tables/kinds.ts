/** Kinds as the numbers that tables hold, under names for readers. */
import * as numbers from '../../../../runtime/core/validation/table/table.js';
import { pascalCase } from '../../../ir/names.js';
import type { Kind } from '../../../schema.js';

/** Constants of a module, by name. */
export type KindConstants = Map<string, number>;

/** The constant for some kinds: `stringOrNull`. A bundler may drop it, as it may not drop the sum of two imports. */
export function kindsConstant(kinds: readonly Kind[], constants: KindConstants): string {
  const [first = 'null', ...others] = ORDER.filter((kind) => kinds.includes(kind));
  const name = first === 'null' ? 'nil' : [first, ...others.map(pascalCase)].join('Or');
  constants.set(
    name,
    kinds.reduce((sum, kind) => sum | (kind === 'null' ? numbers.nil : numbers[kind]), 0),
  );
  return name;
}

/** The declarations of the constants that were asked for, in an order of their own. */
export function printKinds(constants: KindConstants): string {
  const lines = [...constants]
    .sort(([, left], [, right]) => left - right)
    .map(([name, sum]) => `const ${name} = ${sum};`);
  return ['// Kinds, numbered as in `runtime/validation/table/table.ts`.', ...lines].join('\n');
}

const ORDER: readonly Kind[] = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];
