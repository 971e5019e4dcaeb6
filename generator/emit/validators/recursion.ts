/** Finds schemas that contain themselves: their guards carry a depth. */

/** Names that can be reached from themselves, given the names that each refers to. */
export function findRecursive(edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const recursive = new Set<string>();
  for (const component of components(edges)) {
    const [only] = component;
    const isLoop = component.length > 1 || (only !== undefined && edges.get(only)?.includes(only) === true);
    if (isLoop) for (const name of component) recursive.add(name);
  }
  return recursive;
}

/** How many schemas a value may have to pass one inside another, by name; those of one loop count once. */
export function chainLengths(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const component of components(edges)) {
    const targets = component.flatMap((name) => edges.get(name) ?? []);
    const length = targets.reduce((longest, target) => Math.max(longest, lengths.get(target) ?? 0), 0) + 1;
    for (const name of component) lengths.set(name, length);
  }
  return lengths;
}

interface Visit {
  readonly name: string;
  next: number;
}

/** Strongly connected components (Tarjan), with a stack of our own; those that others lead to come first. */
function components(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const state = {
    index: new Map<string, number>(),
    low: new Map<string, number>(),
    open: [] as string[],
    isOpen: new Set<string>(),
    found: [] as string[][],
  };
  for (const start of edges.keys()) if (!state.index.has(start)) explore(start, edges, state);
  return state.found;
}

interface State {
  readonly index: Map<string, number>;
  readonly low: Map<string, number>;
  readonly open: string[];
  readonly isOpen: Set<string>;
  readonly found: string[][];
}

function explore(start: string, edges: ReadonlyMap<string, readonly string[]>, state: State): void {
  const visits: Visit[] = [enter(start, state)];
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const target = edges.get(visit.name)?.[visit.next++];
    if (target === undefined) {
      visits.pop();
      const parent = visits.at(-1);
      if (parent !== undefined) lower(parent.name, state.low.get(visit.name) ?? 0, state);
      if (state.low.get(visit.name) === state.index.get(visit.name)) close(visit.name, state);
    } else if (!state.index.has(target)) {
      visits.push(enter(target, state));
    } else if (state.isOpen.has(target)) {
      lower(visit.name, state.index.get(target) ?? 0, state);
    }
  }
}

function enter(name: string, state: State): Visit {
  state.low.set(name, state.index.size);
  state.index.set(name, state.index.size);
  state.open.push(name);
  state.isOpen.add(name);
  return { name, next: 0 };
}

function lower(name: string, bound: number, state: State): void {
  state.low.set(name, Math.min(state.low.get(name) ?? bound, bound));
}

function close(name: string, state: State): void {
  const component = state.open.splice(state.open.lastIndexOf(name));
  for (const member of component) state.isOpen.delete(member);
  state.found.push(component);
}
