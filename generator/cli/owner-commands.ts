/** Commands for the owner of a generated package, as the command line knows them. */
import type { Argv } from 'yargs';

import type { Runner } from './runner.js';

/** Adds `release`, `watch-upstream` and `drift`. */
export function addOwnerCommands<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return addDrift(addWatch(addRelease(parser, run), run), run);
}

function addRelease<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'release',
    'Judge what changed since the last published version, pack and try the next one; publishes only with --publish',
    (command) =>
      // Here `--version` is the one to release, not the question which version this program has.
      command.version(false).options({
        since: {
          type: 'string',
          default: 'latest',
          describe: 'Version or tag on the registry, .tgz file, or git revision',
        },
        version: { type: 'string', describe: 'The version to release, instead of the one the changes ask for' },
        allow: { type: 'boolean', default: false, describe: 'Accept a version lower than the changes ask for' },
        'dry-run': {
          type: 'boolean',
          default: true,
          describe: 'Write and publish nothing; --no-dry-run writes version and changelog',
        },
        publish: { type: 'boolean', default: false, describe: 'Write version and changelog and run npm publish' },
        provenance: { type: 'boolean', default: true, describe: 'Publish with provenance' },
        registry: { type: 'string', describe: 'Registry, instead of the one npm is set to' },
        changelog: { type: 'string', default: 'CHANGELOG.md', describe: 'File that gets the entry' },
      }),
    async (raw) =>
      run(async (options) => {
        const { release } = await import('./commands/release.js');
        return release(options, { ...raw, version: raw.version, registry: raw.registry, write: !raw['dry-run'] });
      })(raw as unknown as T),
  );
}

function addWatch<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'watch-upstream <name>',
    "Compare a provider's document with the vendor's newest; exit 1 if it changed",
    (command) =>
      command
        .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
        .options({
          api: { type: 'string', describe: 'Which API, where the provider has several' },
          url: { type: 'string', describe: 'Address, instead of links.document of the manifest' },
          file: { type: 'string', describe: 'A file, instead of an address' },
          write: { type: 'boolean', default: false, describe: 'Put the new document in place of the old one' },
          report: { type: 'string', describe: 'File that gets the report in Markdown' },
          state: { type: 'string', describe: 'File that keeps the entity tag from one run to the next' },
        }),
    async (raw) =>
      run(async (options) => (await import('./commands/watch-upstream.js')).watchUpstream(options, raw))(
        raw as unknown as T,
      ),
  );
}

function addDrift<T>(parser: Argv<T>, run: Runner<T>): Argv<T> {
  return parser.command(
    'drift <name> <source>',
    'Check deliveries against the generated types: what does not fit, what is new; exit 1 above the threshold',
    (command) =>
      command
        .positional('name', { type: 'string', demandOption: true, describe: 'Folder name of the provider' })
        .positional('source', {
          type: 'string',
          demandOption: true,
          describe: 'NDJSON file, folder of JSON, or SQLite database of the receiver',
        })
        .options({
          webhook: { type: 'string', describe: 'Which webhook, where the provider has several' },
          threshold: { type: 'number', default: 0, describe: 'Share of deliveries (0 to 1) that may differ' },
          'show-values': { type: 'boolean', default: false, describe: 'Print captured values' },
          'body-key': {
            type: 'string',
            array: true,
            default: [] as string[],
            describe: 'Environment variable with the key that bodies in a database are sealed with',
          },
        }),
    async (raw) =>
      run(async (options) => {
        const { drift } = await import('./commands/drift.js');
        return drift(options, {
          ...raw,
          webhook: raw.webhook,
          showValues: raw['show-values'],
          bodyKeys: raw['body-key'],
        });
      })(raw as unknown as T),
  );
}
