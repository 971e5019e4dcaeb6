/** The documents that must always compile: the project's own, the reference material, and one that means harm. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { byCodeUnit } from '../../generator/order.js';
import type { JsonObject } from '../../generator/schema.js';
import { referenceFolder } from '../support/reference.js';
import { hostileDocument } from './hostile-document.js';

/** A document of the corpus. */
export interface CorpusDocument {
  readonly name: string;
  /** Lines of the manifest that it needs. */
  readonly manifest?: string;
  readonly text: () => string;
}

/** The document that means harm; the project's providers are compiled by test/package. */
export function ownDocuments(): readonly CorpusDocument[] {
  return [
    { name: 'hostile', text: () => JSON.stringify(hostileDocument()) },
    { name: 'messages', text: () => JSON.stringify(messagesDocument()), manifest: MESSAGES },
  ];
}

const MESSAGES = `
webhooks:
  events:
    title: Events
    from: main
    signature: { kind: none, reason: For a test. }
    discriminator: { member: /kind }`;

/** Messages with odd names, and nothing else: of a document like that others make an empty client. */
function messagesDocument(): JsonObject {
  const message = (kind: string): JsonObject => ({
    post: {
      requestBody: {
        content: { 'application/json': { schema: { type: 'object', properties: { kind: { const: kind } } } } },
      },
    },
  });
  const kinds = ["it's.made", 'class', '1.2', 'a b', '*/'];
  return {
    openapi: '3.1.0',
    info: { title: 'Messages', version: '1' },
    webhooks: Object.fromEntries(kinds.map((kind) => [kind, message(kind)])),
  };
}

/** Documents of vendors, smallest first; none without the reference material. */
export function vendorDocuments(): readonly CorpusDocument[] {
  const folder = referenceFolder();
  const specs = folder === undefined ? [] : documentsBelow(join(folder, 'specs'));
  const providers = folder === undefined ? [] : documentsBelow(join(folder, 'providers'));
  return [...specs, ...providers, ...githubDocument()].map((path) => ({
    name: path.split('/').slice(-2).join('/'),
    text: () => readFileSync(path, 'utf8'),
  }));
}

/** GitHub's, 13 MB, where the setting names an unpacked `@octokit/openapi`. */
export function githubDocument(): readonly string[] {
  const folder = process.env['HOOKWRIGHT_OCTOKIT_OPENAPI'];
  const path = folder === undefined ? undefined : resolve(folder, 'generated/api.github.com.json');
  return path !== undefined && existsSync(path) ? [path] : [];
}

function documentsBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) =>
      path.includes('/specs/') ? path.endsWith('.json') : /^openapi.*\.(ya?ml|json)$/.test(basename(path)),
    )
    .sort(byCodeUnit);
}
