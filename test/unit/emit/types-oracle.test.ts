/** Our type printer against json-schema-to-typescript: for every schema of the four providers, assignable both ways. */
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

import { printDeclaration } from '../../../generator/emit/types/print-declaration.js';
import type { ProviderIR } from '../../../generator/ir/ir.js';
import { buildProvider } from '../../../generator/provider.js';
import { loadCompile, printDeclaration as printByLibrary } from '../../openapi/oracle/print-type.js';
import { realFolders } from '../../support/provider-folder.js';

const providers: ProviderIR[] = [];

beforeAll(async () => {
  for (const folder of await realFolders()) {
    const { value } = buildProvider(folder);
    if (value !== undefined) providers.push(value);
  }
});

describe('the printed types', () => {
  it('are those of json-schema-to-typescript, as far as the compiler can tell', async () => {
    expect(providers.map((provider) => provider.name)).toEqual(['rook', 'spike', 'terra', 'vital']);
    const compile = await loadCompile();
    for (const provider of providers) {
      const ours = provider.schemas.map((named) => printDeclaration(named, 'Blob').text);
      const theirs = await Promise.all(provider.schemas.map((named) => printByLibrary(named, compile)));
      expect(compare(provider, ours, theirs), provider.name).toEqual([]);
    }
  });

  it('would be found out if one of them were wider', async () => {
    const provider = providers.find(({ name }) => name === 'terra');
    if (provider === undefined) throw new Error('terra is missing');
    const compile = await loadCompile();
    const theirs = await Promise.all(provider.schemas.map((named) => printByLibrary(named, compile)));
    const ours = theirs.map((text) => text.replace(/(duration_REM_sleep_state_seconds\??: )[^;]*/, '$1unknown'));
    expect(compare(provider, ours, theirs)).not.toEqual([]);
  });
});

/** Diagnostics of a file that assigns each type of one name space to its namesake in the other, both ways. */
function compare({ schemas }: ProviderIR, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const checks = schemas.map(
    ({ name }) =>
      `export const to${name} = (value: Ours.${name}): Theirs.${name} => value;\n` +
      `export const from${name} = (value: Theirs.${name}): Ours.${name} => value;`,
  );
  const text = `export namespace Ours {\n${ours.join('\n')}\n}\nexport namespace Theirs {\n${theirs.join('\n')}\n}\n${checks.join('\n')}\n`;
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const plain = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === 'types.ts' ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : plain(name, ...rest);
  const program = ts.createProgram(['types.ts'], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
