/** A small provider for tests of generated validators. */
import { emitValidators } from '../../../generator/emit/validators/emit.js';
import type { NamedSchema } from '../../../generator/ir/ir.js';
import type { Schema } from '../../../generator/schema.js';
import { compile, type Exports } from './compile.js';

/** Named schemas of one module. */
export function toNamed(schemas: Readonly<Record<string, Schema>>): readonly NamedSchema[] {
  const origin = { kind: 'declared', document: 'schemas/demo/openapi.yaml', pointer: '' } as const;
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    schema,
    module: 'demo',
    role: 'data',
    origin: { ...origin, pointer: `/components/schemas/${name}` },
  }));
}

/** Everything that the generated modules of these schemas export. */
export async function compileSchemas(schemas: Readonly<Record<string, Schema>>): Promise<Exports> {
  const entry = `export * from '/src/demo/validators/demo.js';\nexport * from '/src/demo/drift/demo.js';`;
  return compile(entry, emitValidators(toNamed(schemas), { provider: 'demo' }));
}

/** Issues or drift findings without the parts that a test does not look at. */
export interface Problem {
  readonly message?: string;
  readonly kind?: string;
  readonly code?: string;
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly received: string;
  readonly pointer: string;
  readonly value?: unknown;
}

/** The issues of a value; none where it is valid. */
export function issuesOf(exports: Exports, name: string, value: unknown): readonly Problem[] {
  const validate = exports[`validate${name}`] as (value: unknown) => { readonly issues?: readonly Problem[] };
  return validate(value).issues ?? [];
}

/** The guard of a schema. */
export function guardOf(exports: Exports, name: string): (value: unknown) => boolean {
  return exports[`is${name}`] as (value: unknown) => boolean;
}

/** The drift of a value. */
export function driftOf(exports: Exports, name: string, value: unknown): readonly Problem[] {
  return (exports[`find${name}Drift`] as (value: unknown) => readonly Problem[])(value);
}
