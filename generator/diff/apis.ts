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
  const places = { before: manifestPlaces(before), after: manifestPlaces(after) };
  return [...names].map((name): ApiPair => {
    const from = before.apis.find((api) => api.name === name);
    const to = after.apis.find((api) => api.name === name);
    const place: Place = {
      subject: { kind: 'api', name },
      ...(to === undefined ? places.before : places.after).api(name),
      exported: [(from ?? to)?.factory ?? ''],
    };
    if (from === undefined) add(sink, place, 'api-added');
    else if (to === undefined) add(sink, place, 'api-removed');
    else diffApi({ from, to }, place, partsOf(name, places), sink);
    return { from, to };
  });
}

/** Where a part of an API is, and where it was; what is gone is where it was. */
interface Parts {
  readonly was: (part: Part) => WrittenAt;
  readonly is: (part: Part) => WrittenAt;
}

type Part = Parameters<ManifestPlaces['api']>[1];

function partsOf(
  name: string,
  { before, after }: { readonly before: ManifestPlaces; readonly after: ManifestPlaces },
): Parts {
  const was = (part: Part): WrittenAt => before.api(name, part);
  const is = (part: Part): WrittenAt => {
    const place = after.api(name, part);
    return place.pointer === '' ? was(part) : place;
  };
  return { was, is };
}

function diffApi(
  { from, to }: { readonly from: ApiIR; readonly to: ApiIR },
  whole: Place,
  at: Parts,
  sink: Sink,
): void {
  const place = { ...whole, ...at.is('environments') };
  for (const environment of from.environments) {
    const match = to.environments.find((other) => other.name === environment.name);
    if (match === undefined)
      add(sink, { ...whole, ...at.was('environments') }, 'environment-removed', environment.url, environment.name);
    else if (match.url !== environment.url)
      add(sink, place, 'environment-moved', `${environment.url} before, ${match.url} now`, environment.name);
  }
  for (const environment of to.environments) {
    if (!from.environments.some((other) => other.name === environment.name))
      add(sink, place, 'environment-added', environment.url, environment.name);
  }
  diffAuthentication(from.authentication, to.authentication, { ...whole, ...at.is('authentication') }, sink);
  if (!sameJson(from.rateLimits, to.rateLimits))
    add(
      sink,
      { ...whole, ...at.is('rateLimits') },
      speed(to.rateLimits) < speed(from.rateLimits) ? 'rate-limit-tightened' : 'rate-limit-loosened',
    );
}

/** What may stand for a way to authenticate: a manifest has one, a lone document lets its callers choose. */
export interface Alternatives {
  readonly otherwise?: readonly Authentication[];
}

/** Callers who used any way of before are right as long as all of them are still accepted. */
function diffAuthentication(
  before: Authentication & Alternatives,
  after: Authentication & Alternatives,
  place: Place,
  sink: Sink,
): void {
  const [from, to] = [waysOf(before), waysOf(after)];
  const lacks = (ways: readonly Authentication[], way: Authentication): boolean =>
    !ways.some((other) => sameJson(other, way));
  const words = (ways: readonly Authentication[]): string => ways.map(wayOf).join(' or ');
  const added = to.filter((way) => lacks(from, way));
  if (from.some((way) => lacks(to, way)))
    add(sink, place, 'authentication-changed', `${words(from)} before, ${words(to)} now`);
  else if (added.length > 0) add(sink, place, 'authentication-added', words(added));
}

function waysOf({ otherwise, ...first }: Authentication & Alternatives): readonly Authentication[] {
  return [first, ...(otherwise ?? [])];
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
