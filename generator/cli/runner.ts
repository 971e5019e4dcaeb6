/** How a command is run: with the options that all commands share, for an exit code. */
import type { GlobalOptions } from './workspace.js';

/** Makes a handler of yargs from work on the shared options; `T` is what yargs parsed. */
export type Runner<T> = (work: (options: GlobalOptions) => Promise<number>) => (raw: T) => Promise<void>;
