import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../support/provider-folder.js';

const COMPILERS = { '5.9': 'typescript/bin/tsc', '6': 'typescript6/bin/tsc', '7': 'typescript7/bin/tsc' } as const;
const MODES = { nodenext: { module: 'nodenext' }, bundler: { module: 'esnext', moduleResolution: 'bundler' } } as const;

const cases = Object.keys(COMPILERS).flatMap((version) =>
  Object.keys(MODES).map((mode) => [version, mode] as const),
) as readonly (readonly [keyof typeof COMPILERS, keyof typeof MODES])[];

describe('the generated package compiles without a diagnostic', () => {
  it.each(cases)('with TypeScript %s and %s resolution', (version, mode) => {
    // Beside the sources, so that the package's own imports map applies.
    const folder = mkdtempSync(join(root, 'node_modules/.cache/hookwright-compile-'));
    const options = {
      compilerOptions: {
        ...MODES[mode],
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
        rootDir: join(root, 'generated/src'),
        outDir: join(root, 'generated/dist'),
        noEmit: true,
        declaration: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        isolatedDeclarations: true,
        verbatimModuleSyntax: true,
        skipLibCheck: false,
      },
      include: [join(root, 'generated/src')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    const result = spawnSync(process.execPath, [join(root, 'node_modules', COMPILERS[version]), '-p', folder], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect([result.stdout, result.stderr, result.status]).toEqual(['', '', 0]);
  });
});
