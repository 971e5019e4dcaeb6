/**
 * Cost against size: 10, 100 and 1,000 MB of NDJSON, observed and, for comparison, only parsed. `SIZES=10,100` for less.
 * Each measurement is a process of its own, so that peak memory is its own.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRandom } from './random.mjs';

const sizes = (process.env.SIZES ?? '10,100,1000').split(',').map(Number);
const worker = new URL('./linear-worker.mjs', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'inference-'));
try {
  console.log(
    'MB/s by the clock, MB a second of CPU (all threads, with start-up), peak MB; CPU of observing / of parsing',
  );
  console.log('MB of NDJSON | JSON.parse alone | observe | ratio');
  for (const size of sizes) {
    const file = join(folder, `${size}.ndjson`);
    const megabytes = writeLines(file, size * 1e6) / 1e6;
    const [parse, observe] = ['parse', 'observe'].map((mode) =>
      JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', worker, mode, file], { encoding: 'utf8' })),
    );
    const cell = ({ seconds, cpu, peak }) =>
      [megabytes / seconds, megabytes / cpu, peak].map((value) => value.toFixed(0).padStart(4)).join(', ');
    console.log(
      `${megabytes.toFixed(0).padStart(5)} | ${cell(parse)} | ${cell(observe)} | ${(observe.cpu / parse.cpu).toFixed(2)}`,
    );
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Writes made-up deliveries of a wearable: a summary, nested samples, a map, now and then a null or a missing member. */
function writeLines(file, bytes) {
  const random = createRandom(11);
  const handle = openSync(file, 'w');
  let batch = [];
  let written = 0;
  while (written < bytes) {
    batch.push(delivery(random));
    if (batch.length < 500) continue;
    written += writeSync(handle, `${batch.join('\n')}\n`);
    batch = [];
  }
  closeSync(handle);
  return statSync(file).size;
}

function delivery(random) {
  const number = (limit) => Math.floor(random() * limit);
  const hex = (length) => Array.from({ length }, () => number(16).toString(16)).join('');
  const at = () => new Date(1.7e12 + number(1e10)).toISOString();
  return JSON.stringify({
    event_id: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    event_type: ['sleep.created', 'sleep.updated'][number(2)],
    user: {
      user_id: hex(24),
      reference: number(5) === 0 ? null : `ref-${hex(6)}`,
      provider: ['ring', 'watch', 'scale'][number(3)],
    },
    summary: {
      start: at(),
      end: at(),
      duration_seconds: number(30000),
      efficiency: Math.round(random() * 1000) / 1000,
      ...(number(3) === 0 ? {} : { score: number(100) }),
    },
    samples: Array.from({ length: 12 + number(12) }, () => ({
      timestamp: at(),
      value: 40 + number(900) / 10,
      type: ['rest', 'active'][number(2)],
    })),
    stages: Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`2024-0${1 + number(9)}-1${i}`, number(400)])),
  });
}
