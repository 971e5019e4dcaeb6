/** What follows from the text of a generated file, found by the thread that has it, so that nothing waits for it at the end. */
import { createHash } from 'node:crypto';

import type { FileFacts, GeneratedFile } from './emit/emitter.js';
import { joinSurfaces, surfaceOf } from './surface/module-surface.js';
import type { ModuleSurface } from './surface/module-surface.js';

/** Modules that no entry point exports: nobody asks what they declare. */
const INTERNAL = /\/(schemas|tables)\//;

/** Takes the pieces of a text as they are made; each holds whole statements. */
export interface FactFinder {
  readonly add: (piece: string) => void;
  readonly done: () => FileFacts;
}

/** A finder for the module of this path. */
export function createFactFinder(path: string): FactFinder {
  const hash = createHash('sha256');
  const surfaces: ModuleSurface[] = [];
  const isShown = !INTERNAL.test(path);
  return {
    add: (piece) => {
      hash.update(piece);
      if (isShown) surfaces.push(surfaceOf(path, piece));
    },
    done: () => ({ hash: hash.digest('hex'), surface: isShown ? joinSurfaces(surfaces) : undefined }),
  };
}

/** The facts of a file that is there as a whole. */
export function findFacts({ path, content }: GeneratedFile): FileFacts {
  const finder = createFactFinder(path);
  finder.add(content);
  return finder.done();
}
