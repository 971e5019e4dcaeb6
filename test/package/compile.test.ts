import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { checkedText } from '../support/checked-text.js';
import { root } from '../support/provider-folder.js';

const COMPILERS = { '5.9': 'typescript/bin/tsc', '6': 'typescript6/bin/tsc', '7': 'typescript7/bin/tsc' } as const;
const MODES = { nodenext: { module: 'nodenext' }, bundler: { module: 'esnext', moduleResolution: 'bundler' } } as const;

const cases = Object.keys(COMPILERS).flatMap((version) =>
  Object.keys(MODES).map((mode) => [version, mode] as const),
) as readonly (readonly [keyof typeof COMPILERS, keyof typeof MODES])[];

describe('the generated package compiles without a diagnostic', () => {
  it.each(cases)('with TypeScript %s and %s resolution', (version, mode) => {
    const folder = mkdtempSync(join(tmpdir(), 'hookwright-compile-'));
    copyChecked(folder);
    const options = {
      compilerOptions: {
        ...MODES[mode],
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
        rootDir: join(folder, 'src'),
        outDir: join(folder, 'dist'),
        noEmit: true,
        declaration: true,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        isolatedDeclarations: true,
        verbatimModuleSyntax: true,
        skipLibCheck: false,
      },
      include: [join(folder, 'src')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
    const result = spawnSync(process.execPath, [join(root, 'node_modules', COMPILERS[version]), '-p', folder], {
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect([result.stdout, result.stderr, result.status]).toEqual(['', '', 0]);
  });
});

/** The package's sources, every line of which is checked, with the imports map of the package beside them. */
function copyChecked(folder: string): void {
  cpSync(join(root, 'generated/package.json'), join(folder, 'package.json'));
  cpSync(join(root, 'generated/src'), join(folder, 'src'), { recursive: true });
  for (const entry of readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, checkedText(readFileSync(path, 'utf8')));
  }
}
