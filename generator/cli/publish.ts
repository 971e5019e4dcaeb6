/** Publishing a tarball with npm, and what has to be there for npm to vouch for where it was built. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

import { UsageError } from '../diagnostics.js';
import { registryOption } from './published.js';

/** How a tarball is published. */
export interface PublishOptions {
  readonly provenance: boolean;
  readonly registry: string | undefined;
}

/** npm signs provenance with the identity of a workflow: refuses where there is none, before anything is written. */
export function requireIdentity(environment: Readonly<Record<string, string | undefined>>): void {
  const { GITHUB_ACTIONS, ACTIONS_ID_TOKEN_REQUEST_URL, GITLAB_CI, SIGSTORE_ID_TOKEN } = environment;
  if (GITHUB_ACTIONS !== undefined && ACTIONS_ID_TOKEN_REQUEST_URL === undefined)
    throw new UsageError('publishing with provenance needs "permissions: { id-token: write }" in the workflow');
  if (GITLAB_CI !== undefined && SIGSTORE_ID_TOKEN === undefined)
    throw new UsageError('publishing with provenance needs an id token named SIGSTORE_ID_TOKEN in the job');
  if (GITHUB_ACTIONS === undefined && GITLAB_CI === undefined)
    throw new UsageError(
      'publishing with provenance works in GitHub Actions and GitLab CI only; publish there, or give --no-provenance',
    );
}

/** Runs `npm publish` for a tarball; what npm says of a failure is passed on. */
export function publishTarball(tarball: string, { provenance, registry }: PublishOptions): void {
  const flags = ['--access', 'public', ...(provenance ? ['--provenance'] : []), ...registryOption(registry)];
  // From the tarball's own folder, so that no .npmrc or workspace of the project takes part.
  const result = spawnSync('npm', ['publish', tarball, ...flags], { cwd: dirname(tarball), encoding: 'utf8' });
  if (result.status === 0) return;
  const reason = result.error === undefined ? result.stderr : result.error.message;
  throw new UsageError(
    `npm publish failed; version and changelog are written, so that the same command goes on from here:\n${reason.trim().slice(-2000)}`,
  );
}
