/** APIs of two versions: environments, authentication, limits. */
import type { ApiIR, ProviderIR } from '../ir/ir.js';
import type { Authentication, RateLimit } from '../manifest/manifest.js';
import { manifestPlaces } from './manifest-places.js';
import type { ManifestPlaces, WrittenAt } from './manifest-places.js';
import { add, sameJson } from './report.js';
import type { Place, Sink } from './report.js';

/** The same API in both versions, or in one. */
export interface ApiPair {
  readonly from: ApiIR | undefined;
  readonly to: ApiIR | undefined;
}

/** Compares APIs and returns them in pairs. */
export function diffApis(before: ProviderIR, after: ProviderIR, sink: Sink): readonly ApiPair[] {
  const names = new Set([...before.apis, ...after.apis].map((api) => api.name));
  const places = manifestPlaces(after);
  return [...names].map((name): ApiPair => {
    const from = before.apis.find((api) => api.name === name);
    const to = after.apis.find((api) => api.name === name);
    const place: Place = {
      subject: { kind: 'api', name },
      ...places.api(name),
      exported: [(from ?? to)?.factory ?? ''],
    };
    if (from === undefined) add(sink, place, 'api-added');
    else if (to === undefined) add(sink, place, 'api-removed');
    else diffApi({ from, to }, place, (part) => places.api(name, part), sink);
    return { from, to };
  });
}

function diffApi(
  { from, to }: { readonly from: ApiIR; readonly to: ApiIR },
  whole: Place,
  at: (part: Parameters<ManifestPlaces['api']>[1]) => WrittenAt,
  sink: Sink,
): void {
  const place = { ...whole, ...at('environments') };
  for (const environment of from.environments) {
    const match = to.environments.find((other) => other.name === environment.name);
    if (match === undefined) add(sink, place, 'environment-removed', environment.url, environment.name);
    else if (match.url !== environment.url)
      add(sink, place, 'environment-moved', `${environment.url} before, ${match.url} now`, environment.name);
  }
  for (const environment of to.environments) {
    if (!from.environments.some((other) => other.name === environment.name))
      add(sink, place, 'environment-added', environment.url, environment.name);
  }
  if (!sameJson(from.authentication, to.authentication))
    add(
      sink,
      { ...whole, ...at('authentication') },
      'authentication-changed',
      `${wayOf(from.authentication)} before, ${wayOf(to.authentication)} now`,
    );
  if (!sameJson(from.rateLimits, to.rateLimits))
    add(
      sink,
      { ...whole, ...at('rateLimits') },
      speed(to.rateLimits) < speed(from.rateLimits) ? 'rate-limit-tightened' : 'rate-limit-loosened',
    );
}

/** How calls say who they are, in words. */
function wayOf(authentication: Authentication): string {
  switch (authentication.kind) {
    case 'headers': {
      const names = Object.keys(authentication.headers).sort();
      return `${names.length === 1 ? 'header' : 'headers'} ${names.join(' and ')}`;
    }
    case 'basic':
      return 'user name and password';
    case 'bearer':
      return 'bearer token';
    case 'hmacToken':
      return 'signed exchange for a token';
    case 'none':
      return 'none';
  }
}

/** Calls in a second that the strictest limit allows. */
function speed(limits: readonly RateLimit[]): number {
  return Math.min(Infinity, ...limits.map(({ requests, seconds }) => requests / seconds));
}
