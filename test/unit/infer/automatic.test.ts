/** The manifest's switch for types that are found by shape. */
import { expect, test } from 'vitest';

import { inferProvider, observeProvider } from '../../../generator/infer/infer-provider.js';
import type { InferredSchema } from '../../../generator/infer/infer.js';
import { parseManifest } from '../../../generator/manifest/parse-manifest.js';
import type { JsonValue } from '../../../generator/schema.js';

const device = { maker: 'acme', model: 'one', color: 'red' };
const body = { type: 'night', first: device, second: device };
const samples = ['1', '2'].map((name) => ({ folder: 'night', name, file: '', body, headers: {} }));
const webhook = {
  title: 'Events',
  description: 'Events.',
  signature: { kind: 'none', reason: 'None is sent.' },
  discriminator: { member: '/type' },
  delivery: [],
  user: [],
  events: { night: { type: 'NightEvent' } },
};

/** The types of a provider whose manifest has this `inference`. */
function typesOf(inference: JsonValue): readonly InferredSchema[] {
  const folder = { provider: 'acme', label: 'schemas/acme', files: [] };
  const text = { title: 'Acme', description: 'A vendor.', webhooks: { events: webhook }, inference };
  const { value: manifest, diagnostics } = parseManifest(text, 'acme', 'manifest.yaml');
  expect(diagnostics).toEqual([]);
  return inferProvider(folder, manifest, observeProvider(folder, samples).value, undefined).value;
}

test('shapes that repeat become types where the manifest says nothing of it', () => {
  const [found, event] = typesOf({});
  expect([found?.name, event?.name]).toEqual(['First', 'NightEvent']);
  expect(event?.schema.properties?.['second']).toEqual({ $ref: '#/$defs/First' });
});

test('with `automatic: false` only what the manifest names is a type', () => {
  const types = typesOf({ automatic: false });
  expect(types.map((type) => type.name)).toEqual(['NightEvent']);
  expect(types[0]?.schema.properties?.['first']).toEqual(types[0]?.schema.properties?.['second']);
  expect(types[0]?.schema.properties?.['first']).toMatchObject({
    type: 'object',
    required: ['color', 'maker', 'model'],
  });
});

test('anything but true or false is a mistake in the manifest', () => {
  const { diagnostics } = parseManifest({ title: 'Acme', inference: { automatic: 'no' } }, 'acme', 'manifest.yaml');
  expect(diagnostics.map(({ at }) => at.pointer)).toContain('/inference/automatic');
});
