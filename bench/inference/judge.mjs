/** Ajv as the judge of every tool's schemas: on the hard level, and with the drift level counted. */
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** A judge of one self-contained schema of a peer (draft-07 or older). */
export function peerJudge(schema) {
  const ajv = new Ajv({ strict: false, logger: false, validateSchema: false });
  addFormats(ajv);
  // Formats that quicktype makes up.
  for (const [name, format] of [
    ['integer', /^-?\d+$/],
    ['boolean', /^(true|false)$/],
  ])
    ajv.addFormat(name, format);
  const dropped = (key, value) => key === '$schema' || key === '$id' || (key === 'id' && typeof value === 'string');
  const accepts = ajv.compile(
    JSON.parse(JSON.stringify(schema, (key, value) => (dropped(key, value) ? undefined : value))),
  );
  return { hard: accepts, clean: accepts };
}

/** Judges of our named types: `hard` ignores expectations, `clean` has no drift finding either. */
export function typeJudges(schemas) {
  const definitions = Object.fromEntries(schemas.map((schema) => [schema.name, schema.schema]));
  const levels = [false, true].map((drift) => {
    const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
    addFormats(ajv);
    ajv.addSchema({ $defs: level(definitions, drift) }, 'types');
    return ajv;
  });
  return (name) => {
    const [hard, clean] = levels.map((ajv) => ajv.compile({ $ref: `types#/$defs/${name}` }));
    return { hard, clean };
  };
}

function level(schema, drift) {
  if (Array.isArray(schema)) return schema.map((item) => level(item, drift));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { 'x-expect': expected, ...rest } = schema;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, level(value, drift)]));
  if (!drift || typeof expected !== 'object') return copy;
  const all = [];
  if (expected.enum !== undefined) all.push({ anyOf: [{ not: { type: 'string' } }, { enum: expected.enum }] });
  if (expected.format !== undefined) all.push({ format: expected.format });
  if (expected.notNull === true) all.push({ not: { type: 'null' } });
  return { ...copy, allOf: [...(copy.allOf ?? []), ...all] };
}
