/**
 * What one more sample does to the types: for each event, types without its last sample and with it, the names of the
 * first run pinned as the lock does it. Lines are counted with multiplicity, removed and added ones together.
 */
import { typesEmitter } from '../../generator/emit/types/emitter.ts';
import { format } from 'oxfmt';
import { loadCorpus } from './corpus.mjs';
import { inferTypes } from './tools.mjs';

const events = loadCorpus();
const trains = Object.fromEntries(events.map((event) => [event.name, event.samples]));
const rows = [];
for (const event of events) {
  const before = inferTypes({ ...trains, [event.name]: event.samples.slice(0, -1) });
  const pinned = new Map(before.flatMap((type) => type.places.map((place) => [place, type.name])));
  for (const [mode, options] of [
    ['pinned', { pinnedNames: pinned }],
    ['unpinned', {}],
  ]) {
    const after = inferTypes(trains, options);
    const names = new Set(after.map((type) => type.name));
    const gone = before.filter((type) => !names.has(type.name)).map((type) => type.name);
    rows.push({ event: event.name, mode, gone, lines: await changedLines(before, after) });
  }
}
for (const mode of ['pinned', 'unpinned']) {
  const own = rows.filter((row) => row.mode === mode);
  const lines = own.map((row) => row.lines).sort((a, b) => a - b);
  console.log(
    `${mode}: ${own.filter((row) => row.gone.length > 0).length} of ${own.length} events lose a name; changed lines: median ${lines[lines.length >> 1]}, most ${lines.at(-1)}`,
  );
  for (const row of own)
    if (row.gone.length > 0 || row.lines > 20)
      console.log(`  ${row.event}: ${row.lines} lines${row.gone.length > 0 ? `, gone: ${row.gone.join(', ')}` : ''}`);
}

async function changedLines(before, after) {
  const [a, b] = await Promise.all([before, after].map(linesOf));
  let changed = 0;
  for (const line of new Set([...a.keys(), ...b.keys()])) changed += Math.abs((a.get(line) ?? 0) - (b.get(line) ?? 0));
  return changed;
}

async function linesOf(types) {
  const schemas = types.map(({ name, schema, samples, folders }) => ({
    name,
    schema,
    module: 'all',
    origin: { kind: 'inferred', samples, folders },
  }));
  const { files } = typesEmitter.emit({
    provider: { name: 'corpus', schemas },
    assets: { templates: {}, runtime: {} },
  });
  const { code } = await format('all.ts', files[0].content, {});
  const counts = new Map();
  for (const line of code.split('\n')) if (line.trim() !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
