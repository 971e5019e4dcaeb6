/** One parameter as source: a reference to a writer only where the value needs one, so that bundles stay small. */
import type { ParameterIR } from '../../ir/ir.js';
import { quote } from '../../ir/names.js';
import type { Schema } from '../../schema.js';
import type { ModuleNames } from './module-names.js';
import { resolveSchema } from './schema-table.js';
import type { SchemaTable } from './schema-table.js';

const WRITERS = {
  simple: 'writeSimple',
  form: 'writeForm',
  cookie: 'writeForm',
  label: 'writeLabel',
  matrix: 'writeMatrix',
  spaceDelimited: 'writeSpaceDelimited',
  pipeDelimited: 'writePipeDelimited',
  deepObject: 'writeDeepObject',
} as const;

/** The description of a parameter, as `runtime/core/client/operation.ts` has it. */
export function parameterSource(parameter: ParameterIR, module: ModuleNames, schemas: SchemaTable): string {
  const place = parameter.in === 'querystring' ? 'query' : parameter.in;
  const writer = writerOf(parameter, schemas);
  const fields = [
    ...(place === 'query' ? [] : [`in: ${quote(place)}`]),
    `name: ${quote(parameter.name)}`,
    ...(place === 'query' ? [] : [`put: ${module.runtime(PLACES[place], 'placement')}`]),
    ...(parameter.argument === undefined ? [] : [`argument: ${quote(parameter.argument)}`]),
    ...(writer === undefined ? [] : [`write: ${module.runtime(writer, 'parameters')}`]),
    ...(writer !== undefined && needsExplode(parameter) ? [`explode: ${String(parameter.explode)}`] : []),
    ...encoderFields(parameter, module),
  ];
  return `{ ${fields.join(', ')} }`;
}

const PLACES = { path: 'inPath', header: 'inHeader', cookie: 'inCookie' } as const;

/** Left out where the runtime would take the same. */
function encoderFields(parameter: ParameterIR, module: ModuleNames): readonly string[] {
  // OpenAPI 3.2: a cookie of this style is sent without any escaping.
  if (parameter.style === 'cookie' || parameter.in === 'header') return ['encode: String'];
  return parameter.allowReserved ? [`encode: ${module.runtime('keepReserved', 'parameters')}`] : [];
}

function writerOf(parameter: ParameterIR, schemas: SchemaTable): string | undefined {
  if (parameter.in === 'querystring')
    return /json/.test(parameter.mediaType ?? '') ? 'writeJsonQuery' : 'writeQueryString';
  if (parameter.mediaType !== undefined) return 'writeJsonParameter';
  const writer = WRITERS[parameter.style];
  // Both write a text as it is; that much the core does by itself.
  return (writer === 'writeSimple' || (writer === 'writeForm' && parameter.in === 'query')) &&
    isPlain(parameter.schema, schemas, 0)
    ? undefined
    : writer;
}

/** Where the runtime would take something else. Deep objects and media types have one form only. */
function needsExplode(parameter: ParameterIR): boolean {
  if (parameter.mediaType !== undefined || parameter.style === 'deepObject' || parameter.in === 'querystring')
    return false;
  return !parameter.explode;
}

const PLAIN: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'null']);

/** True where no value can be a list or an object. */
function isPlain(schema: Schema, schemas: SchemaTable, depth: number): boolean {
  const { type, enum: values, const: only, anyOf, oneOf, allOf } = resolveSchema(schema, schemas);
  if (type !== undefined) return [type].flat().every((kind) => PLAIN.has(kind));
  if (values !== undefined) return values.every((value) => typeof value !== 'object' || value === null);
  if (only !== undefined) return typeof only !== 'object' || only === null;
  if (depth > 8) return false;
  const branches = anyOf ?? oneOf;
  if (branches !== undefined) return branches.every((branch) => isPlain(branch, schemas, depth + 1));
  return allOf?.some((branch) => isPlain(branch, schemas, depth + 1)) === true;
}
