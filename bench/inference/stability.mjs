/**
 * What one more sample does to the types: for each event, types without its last sample and with it, the names of the
 * first run pinned as the lock does it. Lines that are no longer there as they were (changed), and lines more than before
 * (new): a sample that shows an object for the first time adds its lines, and nobody has to read others again.
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
    rows.push({ event: event.name, mode, gone, ...(await changedLines(before, after)) });
  }
}
for (const mode of ['pinned', 'unpinned']) {
  const own = rows.filter((row) => row.mode === mode);
  const spread = (key) => {
    const counts = own.map((row) => row[key]).sort((a, b) => a - b);
    return `median ${counts[counts.length >> 1]}, most ${counts.at(-1)}`;
  };
  const lost = own.filter((row) => row.gone.length > 0).length;
  console.log(
    `${mode}: ${lost} of ${own.length} events lose a name; lines changed: ${spread('changed')}; lines new: ${spread('fresh')}`,
  );
  for (const { event, gone, changed, fresh } of own)
    if (gone.length > 0 || changed + fresh > 20)
      console.log(`  ${event}: ${changed} changed, ${fresh} new${gone.length > 0 ? `, gone: ${gone.join(', ')}` : ''}`);
}

async function changedLines(before, after) {
  const [a, b] = await Promise.all([before, after].map(linesOf));
  let [removed, added] = [0, 0];
  for (const line of new Set([...a.keys(), ...b.keys()])) {
    const more = (b.get(line) ?? 0) - (a.get(line) ?? 0);
    if (more < 0) removed -= more;
    else added += more;
  }
  return { changed: removed, fresh: Math.max(0, added - removed) };
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
