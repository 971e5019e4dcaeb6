/** `hookwright release`: the next version of the generated package, why, and whether it is fit to publish. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { UsageError } from '../../diagnostics.js';
import type { Change } from '../../diff/change.js';
import { declareModules } from '../../compile-form.js';
import { diffSides } from '../../diff/diff-sides.js';
import { reachOf } from '../../diff/reach.js';
import { changelogEntry, insertEntry } from '../../release/changelog.js';
import { compareVersions, nextVersion } from '../../release/semver.js';
import { judgeRelease } from '../../release/verdict.js';
import type { Verdict } from '../../release/verdict.js';
import type { Lock } from '../../lock.js';
import type { PackageForm } from '../../package-form.js';
import { checkFully } from '../full-check.js';
import { formOf } from '../installation.js';
import { packAndCheck } from '../pack.js';
import type { PackCheck } from '../pack.js';
import { publishTarball, requireIdentity } from '../publish.js';
import { loadPublished, readSources } from '../published.js';
import type { Published } from '../published.js';
import type { Sources } from '../../release/surface-diff.js';
import { loadSide } from '../sides.js';
import type { Side } from '../sides.js';
import type { GlobalOptions } from '../workspace.js';

/** What `release` takes beside the common options. */
export interface ReleaseOptions {
  /** A version or tag on the registry, a tarball, or a git revision. */
  readonly since: string;
  /** The version to release; undefined: the one that the verdict asks for. */
  readonly version: string | undefined;
  readonly allow: boolean;
  /** Write the version and the changelog. */
  readonly write: boolean;
  readonly publish: boolean;
  readonly provenance: boolean;
  readonly registry: string | undefined;
  readonly changelog: string;
}

/** Returns 0 if the release is fit, 1 if a check of the tarball failed. Writes and publishes only where told. */
export async function release(options: GlobalOptions, wanted: ReleaseOptions): Promise<number> {
  if (wanted.publish && wanted.provenance) requireIdentity(process.env);
  const { changes: stale } = await checkFully(options);
  if (stale.length > 0) throw new UsageError(`${options.out} is not as generated; run: npm run generate`);
  const sources = readSources(options.out);
  const own = JSON.parse(sources.get('package.json') ?? '{}') as { readonly name: string; readonly version: string };
  const before = loadPublished(wanted.since, own.name, options.out, wanted.registry);
  const after = await loadSide(options.schemas, options.schemas);
  const changes = await inputChanges(before, after, options.schemas);
  const verdict = before === undefined ? undefined : await judge(before, sources, changes, after);
  const least = before === undefined || verdict === undefined ? own.version : nextVersion(before.version, verdict.bump);
  const version = chooseVersion(least, before, wanted);
  const entry = changelogEntry(version, verdict?.surface ?? [], changes);
  const packed = packAndCheck(options.out, version);
  try {
    const fit = packed.checks.every(({ outcome }) => outcome !== 'failed');
    print(options, { before, verdict, version, entry, checks: packed.checks });
    if (!fit) return 1;
    if (wanted.write || wanted.publish) await writeRelease(options, wanted, version, entry);
    if (wanted.publish && packed.tarball !== undefined) publishTarball(packed.tarball, wanted);
    return 0;
  } finally {
    packed.remove();
  }
}

async function inputChanges(
  before: Published | undefined,
  after: Side,
  schemas: string,
): Promise<readonly Change[] | undefined> {
  if (before?.revision === undefined) return undefined;
  return diffSides(await loadSide(`${before.revision}:${schemas}`, schemas), after);
}

async function judge(
  before: Published,
  sources: ReadonlyMap<string, string>,
  changes: readonly Change[] | undefined,
  after: Side,
): Promise<Verdict> {
  const reached = new Map([...after].map(([name, provider]) => [`./${name}`, reachOf(provider)]));
  const [left, right] = await inOneForm(before.sources, sources);
  return judgeRelease({
    before: left,
    after: right,
    changes,
    reach: (entry, name) => reached.get(entry)?.get(name),
  });
}

/** Two packages by what they declare, where one is TypeScript and one JavaScript. */
export async function inOneForm(before: Sources, after: Sources): Promise<readonly [Sources, Sources]> {
  if (declaredForm(before) === declaredForm(after)) return [before, after];
  const declared = async (sources: Sources): Promise<Sources> => {
    const files = [...sources].map(([path, content]) => ({ path, content }));
    const modules = await declareModules(files.filter(({ path }) => path.endsWith('.ts')));
    return new Map([...sources, ...modules.map(({ path, content }) => [path, content] as const)]);
  };
  return [await declared(before), await declared(after)];
}

function declaredForm(sources: Sources): PackageForm {
  const { tools = {} } = JSON.parse(sources.get('hookwright.lock.json') ?? '{}') as Partial<Pick<Lock, 'tools'>>;
  return formOf(tools);
}

function chooseVersion(least: string, before: Published | undefined, wanted: ReleaseOptions): string {
  if (wanted.version === undefined) return least;
  if (compareVersions(wanted.version, least) < 0 && !wanted.allow) {
    throw new UsageError(
      `${wanted.version} is lower than the changes since ${before?.version ?? 'nothing'} ask for: ${least} or higher; --allow overrides this`,
    );
  }
  return wanted.version;
}

/** The version goes into package.yaml, from which package.json is generated. */
async function writeRelease(
  options: GlobalOptions,
  wanted: ReleaseOptions,
  version: string,
  entry: string,
): Promise<void> {
  const path = join(options.schemas, 'package.yaml');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const line = `version: ${version}`;
  writeFileSync(path, /^version:.*$/m.test(text) ? text.replace(/^version:.*$/m, line) : `${text}${line}\n`);
  const log = existsSync(wanted.changelog) ? readFileSync(wanted.changelog, 'utf8') : '# Changelog\n';
  writeFileSync(wanted.changelog, insertEntry(log, entry));
  const { generate } = await import('./generate.js');
  await generate({ ...options, json: false });
}

interface Outcome {
  readonly before: Published | undefined;
  readonly verdict: Verdict | undefined;
  readonly version: string;
  readonly entry: string;
  readonly checks: readonly PackCheck[];
}

function print(options: GlobalOptions, { before, verdict, version, entry, checks }: Outcome): void {
  const since = before?.version;
  if (options.json) {
    console.log(
      JSON.stringify({ since, bump: verdict?.bump, version, surface: verdict?.surface, entry, checks }, undefined, 2),
    );
    return;
  }
  const head =
    since === undefined
      ? `first version: ${version}`
      : `since ${since}: ${verdict?.bump ?? 'none'}; next version ${version}`;
  const lines = checks.map(({ name, outcome, detail }) => `${name}: ${outcome}${detail === '' ? '' : ` (${detail})`}`);
  console.log([head, '', entry, ...lines].join('\n'));
}
