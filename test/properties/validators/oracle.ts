/** Ajv as the judge of random documents, which is silent where it is known to be wrong. */
import type { Ajv } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonValue, Schema } from '../../../generator/schema.js';

/** Whether a value is valid; nothing where nobody knows. */
export type Oracle = (value: JsonValue) => boolean | undefined;

/** What to make an Ajv with: where it stops at the first error, it overlooks what follows `prefixItems` in a short array. */
export const options = {
  allErrors: true,
  strict: false,
  ownProperties: true,
  validateSchema: false,
  logger: false,
} as const;

/** Ajv over a document; `all` are its schemas as the generator has them. */
export function createOracle(ajv: Ajv | Ajv2020, document: object, all: ReadonlyMap<string, Schema>): Oracle {
  addFormats.default(ajv);
  const validate = ajv.compile(document);
  const text = JSON.stringify([...all]);
  return (value) => {
    if (isBeyond(text, JSON.stringify(value))) return undefined;
    try {
      return validate(value);
    } catch (error) {
      // Of what is evaluated it sometimes writes code that names variables which are not there.
      if (error instanceof ReferenceError) return undefined;
      throw error;
    }
  };
}

/**
 * Ajv compares objects by their `toString` and `constructor`, which a payload may hold as members, takes every item
 * of an array with `contains` for an evaluated one, and forgets what was evaluated beside `dependentSchemas` (its
 * issue 2483).
 */
function isBeyond(document: string, value: string): boolean {
  const has = (keyword: string): boolean => document.includes(`"${keyword}"`);
  if (has('contains') && has('unevaluatedItems')) return true;
  if (has('dependentSchemas') && has('unevaluatedProperties')) return true;
  const comparesObjects = /"(?:uniqueItems|const|enum)":(?:true|\[|\{)/.test(document);
  return comparesObjects && /"(?:constructor|toString|__proto__)":/.test(value);
}
