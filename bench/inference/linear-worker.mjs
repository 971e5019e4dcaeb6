/** One measurement: `parse` or `observe` a file of NDJSON; prints seconds and peak memory in MB. */
import { readBodies } from '../../generator/cli/read-bodies.ts';
import { createObserver } from '../../generator/infer/observe.ts';

const [, , mode, file] = process.argv;
const observer = createObserver();
const start = performance.now();
for await (const { body } of readBodies(file)) if (mode === 'observe') observer.add('sleep', body);
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }));
