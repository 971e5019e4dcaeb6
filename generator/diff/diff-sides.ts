/** Several providers of two versions: each is compared with its namesake. */
import { sorted } from '../order.js';
import type { Change } from './change.js';
import { diffProviders } from './diff-providers.js';
import type { ComparedProvider } from './places.js';

/** Compares the providers of two sides; one that only one side has is compared with nothing. */
export function diffSides(
  before: ReadonlyMap<string, ComparedProvider>,
  after: ReadonlyMap<string, ComparedProvider>,
): readonly Change[] {
  const lone = before.size === 1 && after.size === 1;
  const names = lone ? [...after.keys()] : sorted(new Set([...before.keys(), ...after.keys()]));
  return names.flatMap((name) => {
    const [from, to] = lone ? [[...before.values()][0], after.get(name)] : [before.get(name), after.get(name)];
    const present = to ?? from;
    return present === undefined ? [] : diffProviders(from ?? emptied(present), to ?? emptied(present));
  });
}

function emptied(provider: ComparedProvider): ComparedProvider {
  return { ...provider, schemas: [], apis: [], webhooks: [] };
}
