/** What works beside the main thread when a provider is large: one thread prints validators, one formats. */
import { claimIn, createClaims } from './claims.js';
import type { Claim, GeneratedFile } from './emit/emitter.js';
import type { Formatted } from './format-thread.js';
import { limitFormatter } from './format-text.js';
import { bytesOf } from './load/folder.js';
import type { ProviderFolder } from './load/folder.js';
import type { ProviderIR } from './ir/ir.js';
import type { Asked } from './print-thread.js';
import { writeSchema } from './schema-hash.js';
import { HAS_THREADS, startThread } from './thread.js';
import type { Thread } from './thread.js';

/** A thread that prints most of what `validatorsEmitter` plans. */
export type PrintThread = Thread<Asked, GeneratedFile>;

/** A thread that formats files, one after another. */
export type FormatThread = Thread<GeneratedFile, Formatted>;

/** The threads of one provider. */
export interface Aside {
  readonly printer: PrintThread;
  readonly formatter: FormatThread;
  readonly end: () => Promise<unknown>;
}

/** From this many bytes of input on threads are worth their start. */
const WORTH_THREADS = 1_000_000;

/** In megabytes. Twice as much takes 40 MB more for GitHub's document; a third of it, a twentieth more processor time for Stripe's. */
const NURSERY = 12;

/** Started before the provider is built, so that they are there when they are needed; undefined for a provider that is small. */
export function startAside({ files }: ProviderFolder): Aside | undefined {
  const size = files.reduce((sum, file) => sum + (bytesOf(file) ?? file.text).length, 0);
  if (!HAS_THREADS || size <= WORTH_THREADS) return undefined;
  const printer: PrintThread = startThread('./print-thread.js', NURSERY);
  const formatter = startFormatThread();
  return { printer, formatter, end: async () => Promise.all([printer.end(), formatter.end()]) };
}

/** How many schemas are sent at once: the thread reads some while the next ones are written. */
const BATCH = 200;

/** What is being printed in the other thread. */
export interface PrintedAside {
  readonly files: Promise<readonly GeneratedFile[]>;
  /** What the main thread may print of it. */
  readonly claim: Claim;
}

/** Has the thread print, beside what the caller does next. */
export function printAside({ printer }: Aside, { name, schemas }: ProviderIR): PrintedAside {
  // There are not more modules than schemas.
  const claims = createClaims(schemas.length);
  for (let start = 0; start < schemas.length; start += BATCH) {
    const texts = schemas.slice(start, start + BATCH).map(writeSchema);
    // What goes wrong is said of the last question too.
    printer.ask({ kind: 'schemas', texts }).catch(() => undefined);
  }
  const files = printer.ask({ kind: 'print', provider: name, claims });
  // It is reported where the files are waited for; until then it must not end the process.
  files.catch(() => undefined);
  return { files, claim: claimIn(claims) };
}

/** Starts a formatter; texts only pass through: a small nursery costs no time and keeps tens of megabytes from piling up. */
export function startFormatThread(): FormatThread {
  limitFormatter();
  return startThread('./format-thread.js', NURSERY);
}
