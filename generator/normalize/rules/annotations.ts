import type { JsonObject, JsonValue } from '../../schema.js';
import { without } from './rule.js';
import type { Rule } from './rule.js';

const DROPPED: ReadonlySet<string> = new Set([
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
]);

/**
 * Names come from the IR only, so titles go; `example` joins `examples`; what neither types nor validators use goes.
 * Extensions go too, except the two of ours.
 */
export const annotations: Rule = {
  name: 'annotations',
  apply(schema) {
    const dropped = Object.keys(schema).filter((key) => DROPPED.has(key) || isForeign(key));
    if (dropped.length === 0) return schema;
    const rest = without(schema, dropped);
    return schema['example'] === undefined ? rest : { ...rest, examples: examplesOf(rest, schema['example']) };
  },
};

/** An extension that is none of ours. */
function isForeign(key: string): boolean {
  return key.startsWith('x-') && key !== 'x-expect' && key !== 'x-labels';
}

function examplesOf(schema: JsonObject, example: JsonValue): readonly JsonValue[] {
  const given = schema['examples'];
  return Array.isArray(given) ? (given as JsonValue[]) : [example];
}
