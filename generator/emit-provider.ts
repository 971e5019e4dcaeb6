/** All emitters of one provider: what they print is formatted while the next ones print, what is on disk already is kept. */
import { printAside } from './aside.js';
import type { Aside, PrintedAside } from './aside.js';
import { hasErrors } from './diagnostics.js';
import type { Diagnostic } from './diagnostics.js';
import type { Assets, GeneratedFile, PlannedFiles } from './emit/emitter.js';
import { emitters } from './emit/emitters.js';
import { createFormatter, needsFormat } from './format.js';
import type { Formatter } from './format.js';
import type { ProviderIR } from './ir/ir.js';
import { hashText } from './lock.js';
import type { Reusable } from './reuse.js';

/** What the emitters made of a provider. */
export interface EmittedProvider {
  /** There when the other threads have done their part; this one has done its own. */
  readonly files: Promise<readonly GeneratedFile[]>;
  /** Hashes of files on disk that were not printed, by path. */
  readonly kept: Readonly<Record<string, string>>;
  /** For the lock: what parts were printed from. */
  readonly parts: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints a provider, but for the parts that an earlier run printed from the same; what is printed aside is not kept. */
export async function emitProvider(
  provider: ProviderIR,
  assets: Assets,
  earlier: Reusable | undefined,
  aside?: Aside,
): Promise<EmittedProvider> {
  const printed = aside && printAside(aside, provider);
  const formatter = await createFormatter(aside?.formatter);
  const parts = createParts(provider.name, earlier);
  const diagnostics: Diagnostic[] = [];
  const planned: Iterable<PlannedFiles>[] = [];
  for (const emitter of emitters) {
    const result = await emitter.emit({ provider, assets, claim: printed?.claim });
    diagnostics.push(...result.diagnostics);
    for (const file of result.files) {
      // To lay out a text costs more than to print it.
      if (!needsFormat(file) || !parts.keep(hashText(file.content), [file.path])) formatter.add(file);
    }
    if (result.planned !== undefined) planned.push(result.planned);
  }
  // Last, because they are laid out as they are printed: until then the formatter is at work on the others. Of these,
  // what another thread may take over comes last.
  for (const each of planned.toReversed()) {
    for (const { key, paths, print } of each) {
      if (key === undefined || !parts.keep(key, paths)) for (const file of print()) formatter.add(file);
    }
  }
  // What was refused may be too deep to print.
  const files = finish(formatter, aside, hasErrors(diagnostics) ? undefined : printed);
  return { files, kept: parts.kept, parts: parts.keys, diagnostics };
}

async function finish(
  formatter: Formatter,
  aside: Aside | undefined,
  printed: PrintedAside | undefined,
): Promise<readonly GeneratedFile[]> {
  if (printed !== undefined) {
    aside?.printer.hold();
    for (const file of await printed.files) formatter.add(file);
  }
  // Now, for its memory: what follows may take as much. Nothing waits for that.
  void aside?.printer.end();
  return formatter.done();
}

interface Parts {
  /** Takes note of a part; true where its files are on disk as they were printed from the same. */
  readonly keep: (key: string, paths: readonly string[]) => boolean;
  readonly kept: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
}

function createParts(provider: string, earlier: Reusable | undefined): Parts {
  const kept: Record<string, string> = {};
  const keys: Record<string, string> = {};
  const keep = (key: string, paths: readonly string[]): boolean => {
    const name = (paths[0] ?? '').slice(`src/${provider}/`.length);
    keys[name] = key;
    const found = paths.flatMap((path) => {
      const hash = earlier?.files[path];
      return hash === undefined ? [] : [[path, hash] as const];
    });
    if (earlier?.record.parts[name] !== key || found.length < paths.length) return false;
    for (const [path, hash] of found) kept[path] = hash;
    return true;
  };
  return { keep, kept, keys };
}
