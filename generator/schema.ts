/**
 * The one schema form that every stage after `normalize` and `infer` speaks: JSON Schema 2020-12 as plain data, with
 * references by name (`#/$defs/<Name>`) and two annotations of our own.
 */

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** The JSON kinds, as JSON Schema's `type` names them. */
export type Kind = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/**
 * What was seen or announced but is not relied upon (the drift level). A value that departs from it is still valid.
 */
export interface Expectation {
  /** The values known so far; others may come. Printed as `'a' | 'b' | (string & {})`. */
  readonly enum?: readonly JsonValue[];
  /** A format that every known value matched. */
  readonly format?: string;
  /** True where null is tolerated by the types but was never seen. */
  readonly notNull?: true;
}

/** A normalized schema: `true`, `false`, or keywords of JSON Schema 2020-12. */
export type Schema = boolean | SchemaObject;

/** Keywords of the normalized form. Everything else has been rewritten, moved to a description, or refused. */
export interface SchemaObject {
  /** Always `#/$defs/<Name>`, where Name is an exported type name of the same provider. Siblings count (2020-12). */
  readonly $ref?: string;
  readonly type?: Kind | readonly Kind[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly unevaluatedItems?: Schema;

  /** In the order of the document; alphabetical (code units) where inferred. */
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly patternProperties?: { readonly [pattern: string]: Schema };
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: { readonly [name: string]: readonly string[] };
  readonly dependentSchemas?: { readonly [name: string]: Schema };
  readonly unevaluatedProperties?: Schema;

  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;

  readonly description?: string;
  readonly deprecated?: boolean;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];

  /** Drift level: see {@link Expectation}. */
  readonly 'x-expect'?: Expectation;
  /** Labels of enumeration members, by the member's JSON text: `{ "0": "Unknown" }`. */
  readonly 'x-labels'?: { readonly [value: string]: string };
}
