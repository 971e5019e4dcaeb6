/** What is kept of a vendor's document from one look to the next: what its server said of it, and its facts. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue } from '../schema.js';
import type { FetchState } from './fetch-document.js';

/** The state of one document. */
export interface UpstreamState extends FetchState {
  /** The document without its texts. */
  readonly facts?: JsonObject | undefined;
}

/** Reads a state; one that is not there or cannot be read costs one full look. */
export function readState(path: string | undefined): UpstreamState | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
    if (!isObject(state) || typeof state['url'] !== 'string') return undefined;
    const text = (key: string): string | undefined => {
      const value = state[key];
      return typeof value === 'string' ? value : undefined;
    };
    const facts = isObject(state['facts']) ? state['facts'] : undefined;
    return { url: state['url'], etag: text('etag'), lastModified: text('lastModified'), facts };
  } catch {
    return undefined;
  }
}

/** Writes a state. */
export function writeState(path: string, { facts, ...state }: UpstreamState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ ...state, facts }, undefined, 1)}\n`);
}
