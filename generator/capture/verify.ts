/** Checks a scrubbed body against the captured one: the same schema, and none of the replaced texts anywhere. */
import { infer } from '../infer/infer.js';
import type { JsonValue } from '../schema.js';
import type { Replacement, Scrubbed } from './scrub.js';

/** What is still wrong with a scrubbed body. */
export function findDoubts(captured: JsonValue, scrubbed: Scrubbed): readonly Replacement[] {
  const doubts: Replacement[] = [];
  if (schemaOf(captured) !== schemaOf(scrubbed.body))
    doubts.push({ pointer: '', rule: 'the schema that samples give has changed' });
  const replaced = new Set(scrubbed.replacements.map((replacement) => replacement.pointer));
  const output = textsOf(scrubbed.body, '').map(([, text]) => text.toLowerCase());
  for (const [pointer, text] of textsOf(captured, '')) {
    if (!replaced.has(pointer) || text.length < 5) continue;
    const secret = text.toLowerCase();
    if (output.some((other) => other.includes(secret)))
      doubts.push({ pointer, rule: 'this text is still part of another one' });
  }
  return doubts;
}

function schemaOf(body: JsonValue): string {
  const none = { description: undefined, required: undefined, optional: undefined, nullable: undefined, map: false };
  const { value } = infer({
    provider: 'capture',
    samples: [{ folder: 'capture', name: '1', file: '', body }],
    entities: [{ ...none, name: 'Capture', at: ['capture#'] }],
    policy: { optional: 'seen', nullable: 'seen' },
  });
  return JSON.stringify(value.map((type) => type.schema));
}

function textsOf(value: JsonValue, pointer: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[pointer, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, JsonValue]) =>
    textsOf(item, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}
