/** Inner tags: a member whose text decides which other members are there. */
import { describe, expect, test } from 'vitest';

import { infer } from '../../../generator/infer/infer.js';
import type { JsonObject, JsonValue } from '../../../generator/schema.js';
import { folderOf, acmeManifest, generateFrom } from '../../support/provider-folder.js';
import { judge } from '../../properties/infer/samples.js';

const none = { description: undefined, required: undefined, optional: undefined, nullable: undefined, map: false };

function run(bodies: readonly JsonValue[], optional: 'seen' | 'always' = 'seen'): ReturnType<typeof infer>['value'] {
  const samples = bodies.map((body, i) => ({ folder: 'sleep', name: String(i), file: '', body }));
  const entities = [{ ...none, name: 'Event', at: ['sleep#'] }];
  return infer({ provider: 'acme', samples, entities, policy: { optional, nullable: 'seen' }, record: true }).value;
}

function segment(type: string, i: number): JsonObject {
  if (type === 'run') return { type, start: i, pace: i + 0.5 };
  return type === 'swim' ? { type, start: i, strokes: i, pool: 'short' } : { type, start: i };
}

/** Deliveries that each have a run and a swim; half of them have a rest too. */
function deliveries(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, i) => ({
    id: i,
    segments: ['run', 'swim', ...(i % 2 === 0 ? ['rest'] : [])].map((type) => segment(type, i)),
  }));
}

describe('an inner tag', () => {
  test('demands the members that always come with its text, even where one sample shows several texts', () => {
    const [type] = run(deliveries(6));
    const items = (type?.schema.properties?.['segments'] as { readonly items: JsonObject }).items;
    expect(items['required']).toEqual(['start', 'type']);
    expect(items['allOf']).toEqual([
      { if: { properties: { type: { const: 'run' } }, required: ['type'] }, then: { required: ['pace'] } },
      { if: { properties: { type: { const: 'swim' } }, required: ['type'] }, then: { required: ['pool', 'strokes'] } },
    ]);
    expect(type?.decisions.find((decision) => decision.rule === 'variants')?.outcome).toBe(
      'type demands (run: pace; swim: pool, strokes)',
    );
  });

  test('refuses a known variant without its members, and takes a variant that is new', () => {
    const accepts = judge(run(deliveries(6)), 'hard');
    expect(accepts('Event', { id: 1, segments: [{ type: 'run', start: 1 }] })).toBe(false);
    expect(accepts('Event', { id: 1, segments: [{ type: 'row', start: 1 }] })).toBe(true);
  });

  test.each([
    ['few samples', deliveries(3)],
    [
      'a text with which the member is there only sometimes',
      deliveries(8).map((body, i) => (i === 0 ? { id: 0, segments: [{ type: 'run', start: 0 }] } : body)),
    ],
  ])('is not concluded from %s', (_, bodies) => {
    const decisions = run(bodies)[0]?.decisions.filter((decision) => decision.rule === 'variants') ?? [];
    expect(decisions.filter(({ outcome }) => outcome.includes('pace'))).toEqual([]);
  });

  test('counts for nothing where the policy makes every member optional', () => {
    expect(JSON.stringify(run(deliveries(8), 'always'))).not.toContain('"allOf"');
  });

  test('reaches the generated validator', async () => {
    const samples = deliveries(6).map((body, i) => [`samples/note.added/${i}.json`, { kind: 'note.added', ...body }]);
    const folder = folderOf('acme', {
      'manifest.yaml': acmeManifest(),
      ...(Object.fromEntries(samples) as Record<string, object>),
    });
    const { value, diagnostics } = await generateFrom([folder]);
    expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
    const validator = value.files.find((file) => file.path === 'src/acme/validators/note-added.ts')?.content ?? '';
    expect(validator).toContain("'swim'");
    const types = value.files.find((file) => file.path === 'src/acme/types/note-added.ts')?.content ?? '';
    expect(types).toContain('strokes?: number;');
  });
});
