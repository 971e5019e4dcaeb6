/** The parameters of an operation, its own and those of its path; what is no parameter is left out with a warning. */
import type { ParameterIR } from '../ir/ir.js';
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { warn } from './operation-problems.js';
import { dereference } from './references.js';
import type { DocumentPart } from './references.js';
import { normalizeSchema } from './schema-object.js';
import { listOf, textOf } from './values.js';

/** The operation at hand. */
export interface ParameterPlace {
  readonly path: string;
  readonly pathItem: JsonObject;
  readonly pathPointer: string;
  readonly operation: JsonObject;
  readonly pointer: string;
}

/** Styles by place, the usual one first. */
const STYLES: { readonly [place in ParameterIR['in']]: readonly ParameterIR['style'][] } = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
  querystring: ['simple'],
};

/** Parameters of the path item, overridden by those of the operation with the same name and place. */
export function readParameters(input: DocumentPart, place: ParameterPlace): readonly ParameterIR[] {
  const { pathItem, pathPointer, operation, pointer } = place;
  const shared = listOf(pathItem['parameters']).map((value, index) =>
    readParameter(input, value, `${pathPointer}/parameters/${index}`),
  );
  const own = listOf(operation['parameters']).map((value, index) =>
    readParameter(input, value, `${pointer}/parameters/${index}`),
  );
  // RFC 9110, 5.1: names of headers are the same in capitals and without.
  const key = ({ in: where, name }: ParameterIR): string =>
    `${where} ${where === 'header' ? name.toLowerCase() : name}`;
  const merged = new Map(
    [...shared, ...own].flatMap((list) => list.map((parameter) => [key(parameter), parameter] as const)),
  );
  return fillPath([...merged.values()], place, input);
}

/** A path has to be filled in with all that it names, whether or not the document says with what. */
function fillPath(
  declared: readonly ParameterIR[],
  { path, pointer }: ParameterPlace,
  input: DocumentPart,
): readonly ParameterIR[] {
  const names = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''));
  const isUsed = (parameter: ParameterIR): boolean => parameter.in !== 'path' || names.has(parameter.name);
  for (const { name } of declared.filter((parameter) => !isUsed(parameter)))
    warn(input, 'document-invalid', `the path has no "{${name}}"; what is passed for it is not sent`, pointer);
  const missing = [...names].filter(
    (name) => !declared.some((parameter) => parameter.in === 'path' && parameter.name === name),
  );
  const undeclared = missing.map((name): ParameterIR => {
    const message = `the path has "{${name}}", which is no parameter of the operation; taken as a text`;
    warn(input, 'document-invalid', message, pointer, 'Add the parameter with an action in overlay.yaml.');
    return {
      name,
      in: 'path',
      required: true,
      deprecated: false,
      description: '',
      schema: { type: 'string' },
      style: 'simple',
      explode: false,
      allowReserved: false,
      mediaType: undefined,
    };
  });
  return [...declared, ...undeclared];
}

function readParameter(input: DocumentPart, value: JsonValue, pointer: string): readonly ParameterIR[] {
  const parameter = dereference(value, input, pointer);
  const name = isObject(parameter) ? textOf(parameter['name']) : '';
  const where = isObject(parameter) ? placeOf(parameter['in']) : undefined;
  if (!isObject(parameter) || where === undefined || name === '') {
    warn(input, 'document-invalid', 'this parameter has no name or no place; it is left out', pointer);
    return [];
  }
  // OpenAPI 3.1, 4.8.12: these three header parameters are ignored; they belong to the transport.
  if (where === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return [];
  const content = isObject(parameter['content']) ? Object.entries(parameter['content'])[0] : undefined;
  const media = content !== undefined && isObject(content[1]) ? content[1] : undefined;
  const style = styleOf(parameter['style'], where, pointer, input);
  const schemaPointer =
    media === undefined ? `${pointer}/schema` : `${pointer}/content/${escapeToken(content?.[0] ?? '')}/schema`;
  const { explode } = parameter;
  return [
    {
      name,
      in: where,
      required: parameter['required'] === true || where === 'path',
      deprecated: parameter['deprecated'] === true,
      description: textOf(parameter['description']),
      schema: normalizeSchema(
        media === undefined ? parameter['schema'] : media['schema'],
        schemaPointer,
        input.context,
      ),
      style,
      explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
      allowReserved: parameter['allowReserved'] === true,
      mediaType: content?.[0],
    },
  ];
}

function placeOf(value: JsonValue | undefined): ParameterIR['in'] | undefined {
  return typeof value === 'string' && Object.hasOwn(STYLES, value) ? (value as ParameterIR['in']) : undefined;
}

/** The style that is asked for, where its place has it; else the usual one. */
function styleOf(
  value: JsonValue | undefined,
  where: ParameterIR['in'],
  pointer: string,
  input: DocumentPart,
): ParameterIR['style'] {
  const [usual = 'simple'] = STYLES[where];
  if (value === undefined) return usual;
  const style = STYLES[where].find((candidate) => candidate === value);
  if (style === undefined)
    warn(input, 'document-invalid', `a ${where} parameter has no such style; taken as "${usual}"`, `${pointer}/style`);
  return style ?? usual;
}
