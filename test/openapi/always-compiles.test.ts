import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writePackage } from './compile-on-disk.js';
import type { CompilerVersion, DiskPackage } from './compile-on-disk.js';
import type { Resolution } from './compile-output.js';
import { ownDocuments, vendorDocuments } from './corpus.js';
import { generateDocument, SPELLED } from './harness.js';

/** Every version and every resolution, not every pair: `npm run test:corpus` has those. */
const MATRIX: readonly (readonly [CompilerVersion, Resolution])[] = [
  ['5.9', 'nodenext'],
  ['6', 'bundler'],
  ['7', 'nodenext'],
  ['7', 'bundler'],
];
const PATIENCE = 240_000;

describe.each(ownDocuments())('the document $name', ({ text, manifest = '' }) => {
  let pack: DiskPackage | undefined;
  beforeAll(async () => {
    const { files, diagnostics } = await generateDocument(text(), { manifest: SPELLED + manifest });
    expect(diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    pack = writePackage(files);
  });
  afterAll(() => pack?.remove());

  it.each(MATRIX)(
    'compiles without a diagnostic under TypeScript %s, %s',
    async (version, resolution) => {
      expect((await pack?.compile(version, resolution))?.output).toBe('');
    },
    PATIENCE,
  );
});

/** Another part of the corpus with every run number; `npm run test:corpus` takes all of it. */
const SHARE = 8;
const turn = Number(process.env['GITHUB_RUN_NUMBER'] ?? 0) % SHARE;
const small = vendorDocuments().filter(({ text }) => text().length < 900_000);
const subset = small.filter((_, index) => index % SHARE === turn);

describe.skipIf(subset.length === 0)('a rotating part of the corpus (skipped without the reference material)', () => {
  it.each(subset)(
    '$name compiles without a diagnostic',
    async ({ text }) => {
      const { files, diagnostics } = await generateDocument(text(), { manifest: SPELLED });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const pack = writePackage(files);
      const outputs = [await pack.compile('7', 'nodenext'), await pack.compile('7', 'bundler')];
      pack.remove();
      expect(outputs.map(({ output }) => output)).toEqual(['', '']);
    },
    PATIENCE,
  );
});
