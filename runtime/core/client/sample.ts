/** Made-up values from JSON Schemas, for tests: always the same, every member there, nothing of a real person. */

type Json = Readonly<Record<string, unknown>>;

interface Context {
  readonly schemas: Readonly<Record<string, unknown>>;
  /** Pointers (RFC 6901) of values to leave empty. */
  readonly empty: ReadonlySet<string>;
  /** Optional members that may still be added: without a bound, what refers to everything would become everything. */
  members: number;
}

interface Place {
  readonly path: string;
  readonly names: readonly string[];
  /** Members that another part of the same object requires. */
  readonly required?: readonly unknown[];
}

const MANY = 2_000;
const DEEP = 40;

/** Stands for "no value is possible here". */
const NOTHING: unique symbol = Symbol('nothing');

/**
 * A value of the first of these schemas, which refer to one another as `#/$defs/<name>`. What lies at the pointers in
 * `empty` is left out, null or empty, whichever the schema allows: a last page has no next one.
 */
export function sampleOf(schemas: Readonly<Record<string, unknown>>, empty: readonly string[] = []): unknown {
  const [first] = Object.values(schemas);
  const value = make(first, { schemas, empty: new Set(empty), members: MANY }, { path: '', names: [] });
  return value === NOTHING ? null : value;
}

function make(given: unknown, context: Context, place: Place): unknown {
  if (place.names.length > DEEP) return NOTHING;
  if (typeof given !== 'object' || given === null) return given === false ? NOTHING : null;
  const { $ref, ...own } = given as Json;
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/$defs/', '');
    if (place.names.includes(name)) return NOTHING;
    const target = context.schemas[name];
    return make(typeof target === 'object' ? { ...target, ...own } : own, context, {
      ...place,
      names: [...place.names, name],
    });
  }
  if (context.empty.has(place.path) && allowsNull(own, context)) return null;
  if ('const' in own) return own['const'];
  if (Array.isArray(own['enum'])) return (own['enum'] as unknown[]).find((value) => value !== null) ?? null;
  return compose(own, context, place);
}

function compose(schema: Json, context: Context, place: Place): unknown {
  const { allOf, anyOf, oneOf, ...own } = schema;
  const parts = listOf(allOf);
  if (parts.length > 0) return combine([...parts, { ...own, anyOf, oneOf }], context, place);
  const branches = [...listOf(anyOf), ...listOf(oneOf)];
  if (branches.length === 0) return plain(own, context, place);
  for (const branch of [...branches].sort((left, right) => Number(isNull(left)) - Number(isNull(right)))) {
    const value = says(own) ? combine([own, branch], context, place) : make(branch, context, place);
    if (value !== NOTHING) return value;
  }
  return NOTHING;
}

/** Objects are put together; of everything else, the keywords are. */
function combine(parts: readonly unknown[], context: Context, place: Place): unknown {
  const known = parts.filter((part) => typeof part === 'object' && part !== null && says(part as Json));
  const required = known.flatMap((part) => listOf(targetOf(part, context)['required']));
  const values = known.map((part) =>
    make(part, context, { ...place, required: [...required, ...(place.required ?? [])] }),
  );
  if (values.includes(NOTHING)) return NOTHING;
  if (values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value)))
    return Object.assign({}, ...values) as unknown;
  return make(Object.assign({}, ...known), context, place);
}

function says(schema: Json): boolean {
  return Object.entries(schema).some(
    ([key, value]) =>
      value !== undefined && !/^(description|title|deprecated|examples|default|readOnly|writeOnly)$/.test(key),
  );
}

function plain(schema: Json, context: Context, place: Place): unknown {
  switch (kindOf(schema)) {
    case 'object':
      return objectOf(schema, context, place);
    case 'array':
      return arrayOf(schema, context, place);
    case 'integer':
    case 'number':
      return context.empty.has(place.path) ? 0 : numberOf(schema);
    case 'boolean':
      return !context.empty.has(place.path);
    case 'string':
      return context.empty.has(place.path) ? '' : textOf(schema, place.path);
    default:
      return null;
  }
}

function objectOf(schema: Json, context: Context, place: Place): unknown {
  const properties = (schema['properties'] ?? {}) as Json;
  const rest = schema['additionalProperties'];
  const { names } = place;
  const required = new Set([...listOf(schema['required']), ...(place.required ?? [])]);
  // What is required but nowhere described may be anything; a part leaves that to the part that describes it.
  const bare =
    place.required === undefined ? [...required].filter((name) => !Object.hasOwn(properties, String(name))) : [];
  const members: [string, unknown][] = [];
  for (const [name, member] of [...Object.entries(properties), ...bare.map((each) => [String(each), rest] as const)]) {
    const path = `${place.path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!required.has(name) && ((context.members -= 1) < 0 || context.empty.has(path))) continue;
    const value = make(member, context, { path, names });
    if (value !== NOTHING) members.push([name, value]);
    else if (required.has(name)) return NOTHING;
  }
  if (members.length === 0 && typeof rest === 'object') {
    const name = make(schema['propertyNames'] ?? { const: 'example' }, context, { names, path: '' });
    const value = make(rest, context, { names, path: `${place.path}/example` });
    if (value !== NOTHING && typeof name === 'string') members.push([name, value]);
  }
  return Object.fromEntries(members);
}

function arrayOf(schema: Json, context: Context, place: Place): unknown {
  const contained = Array.from(
    { length: schema['contains'] === undefined ? 0 : Math.min(Number(schema['minContains'] ?? 1), 1_000) },
    () => schema['contains'],
  );
  const fixed = [...listOf(schema['prefixItems']), ...contained];
  const count = Math.max(fixed.length, Number(schema['minItems'] ?? (fixed.length > 0 ? 0 : 1)));
  const wanted = Math.min(count, Number(schema['maxItems'] ?? count));
  const values: unknown[] = [];
  for (let index = 0; index < wanted; index += 1) {
    const inside = { names: place.names, path: `${place.path}/${index}` };
    const value = make(fixed[index] ?? schema['items'] ?? true, context, inside);
    if (value === NOTHING) return index < Number(schema['minItems'] ?? 0) ? NOTHING : values;
    values.push(value);
  }
  return values;
}

function numberOf(schema: Json): number {
  const step = Number(schema['multipleOf'] ?? 1);
  const above = schema['exclusiveMinimum'];
  const low = Math.max(Number(schema['minimum'] ?? 1), above === undefined ? 1 : Number(above) + step);
  const below = schema['exclusiveMaximum'];
  const high = Math.min(Number(schema['maximum'] ?? low), below === undefined ? low : Number(below) - step);
  const value = Math.ceil(Math.min(low, high) / step) * step;
  // A span narrower than a step (0 < x < 1) holds its middle.
  const fits = (above === undefined || value > Number(above)) && (below === undefined || value < Number(below));
  return fits ? value : (Number(above ?? schema['minimum'] ?? 0) + Number(below ?? schema['maximum'] ?? 1)) / 2;
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T08:30:00Z',
  date: '2026-01-15',
  time: '08:30:00Z',
  duration: 'PT30M',
  uuid: '00000000-0000-4000-8000-000000000001',
  email: 'user@example.com',
  'idn-email': 'user@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  iri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/example',
  'iri-reference': '/example',
  'uri-template': '/example/{id}',
  'json-pointer': '/example',
  'relative-json-pointer': '0',
  regex: '^a$',
  byte: 'ZXhhbXBsZQ==',
  base64url: 'ZXhhbXBsZQ',
};

const TEXTS = [
  'text',
  'Text',
  'TEXT',
  'a',
  '1',
  '12',
  '1234',
  '12345',
  '12345678',
  '1.5',
  'a1',
  'text_1',
  '2026-01-15',
  '08:30',
  '08:30:00',
  '+01:00',
  '2026-01-15T08:30:00Z',
  '2026-01-15T08:30:00',
  '00000000-0000-4000-8000-000000000001',
  '#000000',
  'https://example.com/',
  'user@example.com',
  '+15550100',
];

// What a text without a format is, by the last part of its name: tests parse times and follow links.
const BY_NAME: readonly (readonly [name: RegExp, format: string])[] = [
  [/(^|_)(time|timestamp|date_?time)(_string)?$|_at$/i, 'date-time'],
  [/(^|_)date(_string)?$/i, 'date'],
  [/(^|_)(url|uri|link|href)$/i, 'uri'],
  [/(^|_)e?mail$/i, 'email'],
];

function textOf(schema: Json, path: string): string {
  const shortest = Number(schema['minLength'] ?? 0);
  const longest = Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY);
  const name = path.split('/').findLast((token) => !/^\d*$/.test(token)) ?? '';
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  const format = BY_FORMAT[typeof schema['format'] === 'string' ? schema['format'] : (named ?? '')];
  const pattern = patternOf(schema['pattern']);
  // A pattern may be a text between anchors: "^/v1/accounts".
  const literal =
    pattern?.source
      .replaceAll(/^\^|\$$/g, '')
      .replaceAll(/\[\^[^\]]*\]\+/g, 'x')
      .replaceAll(/\\([^a-z0-9])/gi, '$1') ?? '';
  const candidates = [
    ...(format === undefined ? [] : [format]),
    ...TEXTS,
    literal,
    ...['a', 'A', '0'].map((letter) => letter.repeat(Math.min(shortest, 10_000))),
  ];
  const fits = (text: string): boolean => text.length >= shortest && text.length <= longest;
  return (
    candidates.find((text) => fits(text) && pattern?.test(text) !== false) ??
    candidates.find((text) => fits(text)) ??
    ''
  );
}

function patternOf(source: unknown): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return typeof source === 'string' ? new RegExp(source, flags) : undefined;
    } catch {
      // Without the flag, or not in this dialect at all: what fits cannot be told.
    }
  }
  return undefined;
}

function kindOf(schema: Json): unknown {
  const type = listOf(schema['type'] ?? []).concat(typeof schema['type'] === 'string' ? [schema['type']] : []);
  if (type.length > 0) return type.find((kind) => kind !== 'null') ?? 'null';
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined) return 'object';
  return schema['items'] === undefined && schema['prefixItems'] === undefined ? undefined : 'array';
}

function targetOf(schema: unknown, { schemas }: Context): Json {
  const target = schemas[nameOf(schema)] ?? schema;
  return typeof target === 'object' && target !== null ? (target as Json) : {};
}

function allowsNull(schema: Json, { schemas }: Context): boolean {
  const { type, anyOf, oneOf } = schema;
  if (type === 'null' || listOf(type).includes('null') || listOf(schema['enum']).includes(null)) return true;
  return [...listOf(anyOf), ...listOf(oneOf)].some((branch) => isNull(branch) || isNull(schemas[nameOf(branch)]));
}

function isNull(schema: unknown): boolean {
  return typeof schema === 'object' && (schema as Json | null)?.['type'] === 'null';
}

function nameOf(schema: unknown): string {
  const reference = (schema as Json | null)?.['$ref'];
  return typeof reference === 'string' ? reference.replace('#/$defs/', '') : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
