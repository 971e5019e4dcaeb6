/** `schemas/package.yaml`: what the generated package is called. Every key has a default. */
import type { StageResult } from '../diagnostics.js';
import { PACKAGE_FORMS } from '../package-form.js';
import type { PackageForm } from '../package-form.js';
import type { JsonValue } from '../schema.js';
import { at, choice, onlyKeys, readObject, report, text } from './reader.js';

export interface PackageManifest {
  readonly name: string;
  /** Semantic version of the generated package. */
  readonly version: string;
  readonly description: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly repository: string | undefined;
  readonly form: PackageForm;
}

/** Parses package.yaml; `undefined` (no such file) gives the defaults. */
export function parsePackageManifest(value: JsonValue | undefined, file: string): StageResult<PackageManifest> {
  const reader = readObject({ file, pointer: '', problems: [] }, value ?? {});
  onlyKeys(reader, ['name', 'version', 'description', 'license', 'repository', 'form']);
  const manifest: PackageManifest = {
    name: text(reader, 'name', 'webhook-providers'),
    version: text(reader, 'version', '0.1.0'),
    description: text(
      reader,
      'description',
      'Typed clients, validators and signature verifiers for webhook providers.',
    ),
    license: text(reader, 'license', 'UNLICENSED'),
    repository: text(reader, 'repository'),
    form: choice(reader, 'form', PACKAGE_FORMS, 'typescript'),
  };
  if (!/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(manifest.name))
    report(at(reader, 'name'), `"${manifest.name}" is not a package name`);
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(manifest.version))
    report(at(reader, 'version'), `"${manifest.version}" is not a semantic version`, 'For example 1.4.0.');
  return { value: manifest, diagnostics: reader.problems };
}
