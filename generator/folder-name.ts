/**
 * What is written names a provider's folder `schemas/<provider>`, wherever it lies: the same inputs give the same bytes.
 * What is said on the way names it as the user does.
 */
import type { Diagnostic } from './diagnostics.js';
import type { ProviderFolder } from './load/folder.js';

/** The folder under the name that outputs have for it. */
export function withUsualName(folder: ProviderFolder): ProviderFolder {
  return { ...folder, label: usualName(folder) };
}

/** Messages about the folder under its usual name, for whoever called it otherwise. */
export function asUserNames(folder: ProviderFolder, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const usual = `${usualName(folder)}/`;
  if (usual === `${folder.label}/`) return diagnostics;
  return diagnostics.map((diagnostic) => {
    const { file } = diagnostic.at;
    if (!`${file}/`.startsWith(usual)) return diagnostic;
    return { ...diagnostic, at: { ...diagnostic.at, file: folder.label + file.slice(usual.length - 1) } };
  });
}

function usualName({ provider }: ProviderFolder): string {
  return `schemas/${provider}`;
}
