/** Named JSON Schemas that are read when they are asked for. */
import type { JsonSchema } from './standard.js';

/** Schemas by name, the one that was asked for first. */
export interface Descriptions {
  [name: string]: JsonSchema;
}

/** Adds a schema, from its JSON, and those that it refers to. */
export function describe(
  found: Descriptions,
  name: string,
  json: string,
  ...others: readonly ((found: Descriptions) => Descriptions)[]
): Descriptions {
  if (found[name] !== undefined) return found;
  found[name] = JSON.parse(json) as JsonSchema;
  for (const other of others) other(found);
  return found;
}
