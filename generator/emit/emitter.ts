/** The contract of emitters: IR and preloaded texts in, files out. No emitter touches the disk. */
import type { Diagnostic } from '../diagnostics.js';
import type { ProviderIR } from '../ir/ir.js';
import type { ModuleSurface } from '../surface/module-surface.js';

/** One file of the generated package. */
export interface GeneratedFile {
  /** Path relative to the output folder, with forward slashes: `src/terra/index.ts`. */
  readonly path: string;
  /** Text with LF line ends; TypeScript is formatted afterwards, so layout is free but must be deterministic. */
  readonly content: string;
  /** True where the emitter has laid the text out itself. */
  readonly isLaidOut?: true;
  /** True where all statements declare types: most of them need no formatter to be laid out. */
  readonly declaresTypes?: true;
  /** Found already where another thread made the text. */
  readonly facts?: FileFacts;
}

/** What follows from the text of a file. */
export interface FileFacts {
  /** For the lock: SHA-256. */
  readonly hash: string;
  /** For the pages of the public API; left out where they are not expected to show the module. */
  readonly surface: ModuleSurface | undefined;
}

/** Texts read from disk before emission. */
export interface Assets {
  /** Template sources by path relative to `templates/`: `provider/webhooks.ts.hbs`. */
  readonly templates: Readonly<Record<string, string>>;
  /** Runtime sources by path relative to `runtime/core/`. */
  readonly runtime: Readonly<Record<string, string>>;
}

export interface EmitInput {
  readonly provider: ProviderIR;
  readonly assets: Assets;
  /** Where a second thread prints validators: what this one may print of them. */
  readonly claim?: Claim | undefined;
}

/** True for the first thread that asks for the module of this number: that one prints it. */
export type Claim = (module: number) => boolean;

/** Files that follow from a part of the provider: they are printed where that is not as it was. */
export interface PlannedFiles {
  /** Hash of all that decides their texts, besides the generator, the templates and the runtime; without, they are printed. */
  readonly key?: string;
  /** The first of them names them in the lock. */
  readonly paths: readonly [string, ...string[]];
  /** Each file when it is asked for: none needs to be there longer than it takes to hand it on. */
  readonly print: () => Iterable<GeneratedFile>;
}

export interface EmitResult {
  readonly files: readonly GeneratedFile[];
  readonly planned?: Iterable<PlannedFiles>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Prints one part of a provider. Promises only because two libraries are asynchronous. */
export interface Emitter {
  readonly name: string;
  emit(input: EmitInput): EmitResult | Promise<EmitResult>;
}
