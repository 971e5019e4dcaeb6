/** The hand-written runtime, byte for byte behind a header that names the original. */
import { byCodeUnit } from '../order.js';
import type { Assets, GeneratedFile } from './emitter.js';
import { copyHeader } from './header.js';

/** One copy for each file of `runtime/core`. */
export function runtimeFiles(assets: Assets): readonly GeneratedFile[] {
  return Object.entries(assets.runtime)
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([path, text]) => ({ path: `src/runtime/${path}`, content: copyHeader(path) + text }));
}
