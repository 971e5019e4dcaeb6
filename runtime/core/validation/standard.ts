/** Standard Schema 1 and Standard JSON Schema 1 (standardschema.dev), as far as validators need them. */
import type { Issue, Validation } from './issues.js';
import { type JsonSchemaTarget, toDocument } from './json-schema.js';

/** A JSON Schema as plain data. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** What libraries such as tRPC, Hono and TanStack accept as a schema. */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'hookwright';
    readonly types?: { readonly input: T; readonly output: T } | undefined;
    readonly validate: (value: unknown) => Validation<T>;
    readonly jsonSchema: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
  };
}

/** Options of Standard JSON Schema; targets other than these three are refused. */
export interface JsonSchemaOptions {
  readonly target: JsonSchemaTarget | ({} & string);
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

export type { Issue };

/** A schema object from a validator and the schemas that it consists of, the first of them its own. */
export function createSchema<T>(
  validate: (value: unknown) => Validation<T>,
  describe: () => { readonly [name: string]: JsonSchema },
): StandardSchema<T> {
  const convert = ({ target }: JsonSchemaOptions): Record<string, unknown> => toDocument(describe(), target);
  return {
    '~standard': { version: 1, vendor: 'hookwright', validate, jsonSchema: { input: convert, output: convert } },
  };
}
