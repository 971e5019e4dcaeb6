/** Child process of the crash test: writes two trees in turn over one folder, for ten seconds at most. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { compareOutput, readPresent } from '../../generator/write/compare.js';
import { applyChanges } from '../../generator/write/disk.js';

const folder = process.argv[2] ?? '';
const trees = JSON.parse(await readFile(join(folder, 'trees.json'), 'utf8')) as readonly (readonly GeneratedFile[])[];
const end = performance.now() + 10_000;
console.log('begun');
for (let round = 1; performance.now() < end; round += 1) {
  const tree = trees[round % trees.length] ?? [];
  await applyChanges(
    join(folder, 'generated'),
    compareOutput(await readPresent(join(folder, 'generated')), tree),
    tree,
  );
}
