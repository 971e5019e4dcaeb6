import type { JsonObject, JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

const DROPPED = [
  'title',
  'example',
  'externalDocs',
  'xml',
  'discriminator',
  '$schema',
  '$comment',
  // Places and addresses: references have been resolved.
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$vocabulary',
  '$defs',
  'definitions',
];

/**
 * Names come from the IR only, so titles go; `example` joins `examples`; what neither types nor validators use goes.
 * Extensions go too, except the two of ours.
 */
export const annotations: Rule = {
  name: 'annotations',
  apply(schema) {
    const extensions = Object.keys(schema).filter(
      (key) => key.startsWith('x-') && key !== 'x-expect' && key !== 'x-labels',
    );
    const dropped = [...DROPPED.filter((key) => schema[key] !== undefined), ...extensions];
    if (dropped.length === 0) return schema;
    const rest = without(schema, dropped);
    return schema['example'] === undefined ? rest : { ...rest, examples: examplesOf(rest, schema['example']) };
  },
};

function examplesOf(schema: JsonObject, example: JsonValue): readonly JsonValue[] {
  const given = schema['examples'];
  return Array.isArray(given) ? (given as JsonValue[]) : [example];
}
