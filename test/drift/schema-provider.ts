/** A provider of nothing but named types, for comparing two versions of them. */
import type { NamedSchema, ProviderIR } from '../../generator/ir/ir.js';
import type { Schema } from '../../generator/schema.js';

/** The types by name, each as if a document had declared it. */
export function providerOf(schemas: Readonly<Record<string, Schema>>): ProviderIR {
  const named = Object.entries(schemas).map(([name, schema]): NamedSchema => ({
    name,
    schema,
    module: 'types',
    role: 'data',
    origin: { kind: 'declared', document: 'openapi.yaml', pointer: `/components/schemas/${name}` },
  }));
  return { name: 'probe', title: '', description: '', links: {}, schemas: named, apis: [], webhooks: [] };
}

/** An object with the schema as its member `value`. */
export function wrap(value: Schema): Schema {
  return { type: 'object', properties: { value, other: { type: 'string' } }, required: ['value'] };
}
