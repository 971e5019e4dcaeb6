/** `hookwright capture <provider> <event> <file>`: scrubs a captured body and writes it as a sample. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hmac } from '../../../runtime/core/webhook/hmac.node.js';
import { signDelivery } from '../../../runtime/core/webhook/sign.js';
import { parseHeaders, scrubHeaders } from '../../capture/headers.js';
import type { Headers } from '../../capture/headers.js';
import { createRandom } from '../../capture/random.js';
import { scrub } from '../../capture/scrub.js';
import type { Replacement, Scrubbed } from '../../capture/scrub.js';
import { createTextScrubber } from '../../capture/scrub-text.js';
import { findDoubts } from '../../capture/verify.js';
import { InputError, UsageError } from '../../diagnostics.js';
import { project } from '../../infer/project.js';
import { tagsOf } from '../../infer/tags.js';
import { vocabularyOf } from '../../infer/vocabulary.js';
import { parseJson } from '../../load/parse-text.js';
import type { EventManifest, Manifest, WebhookManifest } from '../../manifest/manifest.js';
import type { JsonValue } from '../../schema.js';
import { printTable } from '../print.js';
import { loadProvider } from '../provider-input.js';
import type { CommonOptions } from '../workspace.js';

export interface CaptureOptions {
  /** File with the headers of the delivery. */
  readonly headers: string | undefined;
  /** Name of the sample; default: the next free number. */
  readonly name: string | undefined;
  /** Write although there are doubts. */
  readonly accept: boolean;
}

/** The secret that scrubbed samples are signed with; documented, so that tests can verify them. */
const testSecret = 'hookwright-sample-secret';

/** Scrubs, shows what was replaced, and writes; returns 2 without writing where a person must look first. */
export async function capture(
  options: CommonOptions,
  provider: string,
  event: string,
  file: string,
  own: CaptureOptions,
): Promise<number> {
  const { manifest, samples, seen } = await loadProvider(options, provider);
  const { webhook, event: found } = findEvent(manifest, event);
  const body = await readBody(file);
  const random = createRandom(randomBytes(4).readUInt32LE());
  const scrubbed = scrub(body, { random, vocabulary: vocabularyOf(manifest, project(seen, tagsOf(manifest))) });
  const doubts = [...scrubbed.doubts, ...findDoubts(body, scrubbed)];
  report(scrubbed, doubts);
  if (doubts.length > 0 && !own.accept) {
    console.error(
      '\nNothing was written. Look at these places in the captured body; if nothing there is personal, run again with --accept.',
    );
    return 2;
  }
  const folder = found.samples ?? found.key;
  const taken = samples.filter((sample) => sample.folder === folder).map((sample) => sample.name);
  const stem = join(options.schemas, provider, 'samples', folder, own.name ?? nextName(taken));
  const text = `${JSON.stringify(scrubbed.body, undefined, 2)}\n`;
  const kept =
    own.headers === undefined
      ? undefined
      : scrubHeaders(readHeaders(await read(own.headers), own.headers), webhook, createTextScrubber(random, 0));
  await mkdir(join(stem, '..'), { recursive: true });
  await writeFile(`${stem}.json`, text, { flag: 'wx' });
  if (kept !== undefined)
    await writeFile(
      `${stem}.headers.json`,
      `${JSON.stringify(await sign(kept, provider, webhook, text), undefined, 2)}\n`,
    );
  console.log(`\n${stem}.json written`);
  return 0;
}

function report(scrubbed: Scrubbed, doubts: readonly Replacement[]): void {
  const rows = scrubbed.replacements.map(({ pointer, rule }) => [pointer.replace(/\/\d+(?=\/|$)/g, '/*'), rule]);
  const distinct = [...new Map(rows.map((row) => [row.join(' '), row])).values()];
  if (distinct.length > 0) console.log(printTable([['replaced', 'as'], ...distinct]));
  if (doubts.length > 0)
    console.log(`\n${printTable([['in doubt', 'because'], ...doubts.map(({ pointer, rule }) => [pointer, rule])])}`);
}

/** Signs the bytes of the sample file as the provider would. */
async function sign(kept: Headers, provider: string, webhook: WebhookManifest, text: string): Promise<Headers> {
  if (webhook.signature.kind === 'none') return kept;
  const secret = webhook.signature.key === 'base64' ? Buffer.from(testSecret).toString('base64') : testSecret;
  const signature = await signDelivery(hmac, { ...webhook, provider }, text, { secret, now: Date.UTC(2026, 0, 1) });
  return { ...kept, ...signature };
}

function findEvent(manifest: Manifest, name: string): { webhook: WebhookManifest; event: EventManifest } {
  for (const webhook of manifest.webhooks) {
    const event = webhook.events.find((candidate) => candidate.key === name || candidate.types.includes(name));
    if (event !== undefined) return { webhook, event };
  }
  const known = manifest.webhooks.flatMap((webhook) => webhook.events.map((event) => event.key));
  throw new UsageError(`there is no event "${name}"; known: ${known.join(', ')}`);
}

function nextName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(String(number))) number++;
  return String(number);
}

async function readBody(file: string): Promise<JsonValue> {
  const parsed = parseJson(await read(file), file);
  if (parsed.value === undefined) throw new InputError(parsed.diagnostics);
  return parsed.value;
}

function readHeaders(text: string, file: string): Headers {
  try {
    return parseHeaders(text);
  } catch {
    throw new InputError([
      {
        code: 'sample-invalid',
        severity: 'error',
        message: 'expected a flat object of header texts, or lines of "Name: text"',
        at: { file },
      },
    ]);
  }
}

async function read(file: string): Promise<string> {
  try {
    return file === '-' ? await readInput() : await readFile(file, 'utf8');
  } catch {
    throw new InputError([
      { code: 'file-unreadable', severity: 'error', message: 'this file cannot be read', at: { file } },
    ]);
  }
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
