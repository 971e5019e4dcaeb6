/** What a normalizer rule is: a sentence, and a function from one schema object to another, children left alone. */
import type { JsonObject } from '../../schema.js';

/** How the document at hand reads schemas. */
export interface Dialect {
  /** `3.0`: nullable, boolean exclusive bounds, siblings of $ref ignored. `3.1`: JSON Schema 2020-12 (also 3.2). */
  readonly openapi: '3.0' | '3.1';
}

/** One named rewriting. Rules run in the order of `rules.ts`; each must be idempotent. */
export interface Rule {
  readonly name: string;
  /** Returns the same object when there is nothing to do. */
  apply(schema: JsonObject, dialect: Dialect): JsonObject;
}

/** A copy without some keys. */
export function without(schema: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
}
