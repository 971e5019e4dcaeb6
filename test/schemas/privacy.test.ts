import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../support/provider-folder.js';

/** Members that would name a person or a place, in any of the providers' spellings. */
const PERSONAL =
  /(first|last|middle|given|family|patient|receiver|physician|full)_?name|street|(first|second)_line|address|^city|zip|postal|phone|e-?mail|^npi$/i;

/** Words that only an invented value has. */
const INVENTED = /example|sample|^first$|^person$|^guardian$|^doctor$|^unit \d|^0+\d?$|^\+1555010\d+$/i;

const MAIL = /[\w.+-]+@([\w-]+(?:\.[\w-]+)+)/g;
const HOST = /https?:\/\/([^/\s"':?#]+)/g;
/** Vocabularies whose addresses are names, not places to go. */
const VOCABULARIES = new Set(['loinc.org', 'unitsofmeasure.org', 'snomed.info']);

const samples = readdirSync(join(root, 'schemas'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/samples\/.*\.json$/.test(path))
  .sort();

function texts(value: unknown, key: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[key, value]];
  if (Array.isArray(value)) return value.flatMap((item) => texts(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => texts(member, name));
}

describe('samples hold no personal data', () => {
  it('are found', () => {
    expect(samples.length).toBeGreaterThan(250);
  });

  it.each(samples)('%s', (path) => {
    const text = readFileSync(join(root, 'schemas', path), 'utf8');
    const domains = [...text.matchAll(MAIL)].map((match) => match[1] ?? '');
    const hosts = [...text.matchAll(HOST)].map((match) => match[1] ?? '').filter((host) => !VOCABULARIES.has(host));
    const personal = texts(JSON.parse(text), '').filter(([key, value]) => PERSONAL.test(key) && value !== '');
    expect(domains.filter((domain) => !/(^|\.)example\.(com|org|net)$/.test(domain))).toEqual([]);
    expect(hosts.filter((host) => !/(^|\.)example\.(com|org|net)$/.test(host))).toEqual([]);
    expect(personal.filter(([, value]) => !INVENTED.test(value) && !MAIL.test(value))).toEqual([]);
  });
});
