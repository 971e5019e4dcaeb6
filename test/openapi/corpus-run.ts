/** `npm run test:corpus [typescript=7] [name part …]`: every document of the corpus, every compiler, every resolution. */
import { COMPILERS, writePackage } from './compile-on-disk.js';
import type { CompilerVersion } from './compile-on-disk.js';
import { ownDocuments, vendorDocuments } from './corpus.js';
import type { CorpusDocument } from './corpus.js';
import { generateDocument, SPELLED } from './harness.js';

const PREFIX = 'typescript=';
const given = process.argv.slice(2);
const versions = (Object.keys(COMPILERS) as readonly CompilerVersion[]).filter(
  (version) => !given.some((word) => word.startsWith(PREFIX)) || given.includes(PREFIX + version),
);
const wanted = given.filter((word) => !word.startsWith(PREFIX));
const documents = [...ownDocuments(), ...vendorDocuments()].filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
let failures = 0;
for (const document of documents) failures += await runOne(document);
console.log(`${documents.length} documents, ${failures} failures`);
process.exitCode = failures === 0 && documents.length > 0 ? 0 : 1;

async function runOne({ name, text, manifest = '' }: CorpusDocument): Promise<number> {
  const start = performance.now();
  const { files, diagnostics } = await generateDocument(text(), { manifest: SPELLED + manifest });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  console.log(`${name}: ${files.length} files, ${Math.round(performance.now() - start)} ms`);
  for (const { code, message, at } of errors) console.log(`  ${code} ${at.file}#${at.pointer ?? ''} ${message}`);
  if (errors.length > 0) return 1;
  const pack = writePackage(files);
  let failed = 0;
  for (const version of versions) {
    for (const resolution of ['nodenext', 'bundler'] as const) {
      const { output, milliseconds } = await pack.compile(version, resolution);
      if (output !== '') failed += 1;
      console.log(
        `  TypeScript ${version} ${resolution}: ${output === '' ? '0 diagnostics' : 'FAILED'}, ${Math.round(milliseconds)} ms`,
      );
      for (const line of output.split('\n').slice(0, 10)) if (line !== '') console.log(`    ${line}`);
    }
  }
  pack.remove();
  return failed;
}
