/** Remote parts of documents, fetched where the user allows it: afterwards they are files of the folder like any other. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonValue } from '../schema.js';
import type { ProviderFolder, SourceFile } from './folder.js';
import { isObject, parseYaml } from './parse-text.js';
import type { Fetched } from './remote-fetch.js';

/** How many parts one provider may bring in. */
const MAXIMUM_FILES = 100;

/** Fetches one address. */
export type FetchPart = (address: string) => Promise<Fetched>;

/** The folder with every https address that its documents refer to as a file; each is fetched once. */
export async function addRemoteFiles(
  folder: ProviderFolder,
  fetchPart: FetchPart,
): Promise<StageResult<ProviderFolder>> {
  const diagnostics: Diagnostic[] = [];
  const wanted = new Map<string, string>();
  for (const file of folder.files) collectAddresses(file, `${folder.label}/${file.path}`, wanted);
  const found: SourceFile[] = [];
  for (const [address, from] of wanted) {
    if (found.length >= MAXIMUM_FILES) {
      diagnostics.push(unfetched(from, address, `more than ${MAXIMUM_FILES} remote parts`));
      break;
    }
    const fetched = await fetchPart(address);
    if ('reason' in fetched) diagnostics.push(unfetched(from, address, fetched.reason));
    else {
      const part = { path: address, text: fetched.text };
      found.push(part);
      // Grows what is gone through: parts refer to parts.
      collectAddresses(part, address, wanted);
    }
  }
  return { value: { ...folder, files: [...folder.files, ...found] }, diagnostics };
}

/** Addresses of the references in a document, without their fragments, by where they were met first. */
function collectAddresses({ path, text }: SourceFile, label: string, wanted: Map<string, string>): void {
  const isRemote = path.startsWith('https:');
  if (/(^|\/)(manifest|overlay.*|descriptions)\.yaml$/.test(path) || path.startsWith('samples/')) return;
  if (!isRemote && !/\$ref["']?\s*:\s*["']?https:/.test(text)) return;
  visit(parseYaml(text, label).value, (reference) => {
    const address = addressOf(reference, isRemote ? path : undefined);
    if (address !== undefined && !wanted.has(address)) wanted.set(address, label);
  });
}

function visit(value: JsonValue | undefined, found: (reference: string) => void): void {
  if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) visit(item, found);
  if (!isObject(value)) return;
  if (typeof value['$ref'] === 'string') found(value['$ref']);
  for (const member of Object.values(value)) visit(member, found);
}

/** Absolute https addresses, and relative ones in what was itself fetched. */
function addressOf(reference: string, base: string | undefined): string | undefined {
  const [path = ''] = reference.split('#', 1);
  if (path === '') return undefined;
  if (base === undefined) return path.startsWith('https://') ? path : undefined;
  return URL.canParse(path, base) ? new URL(path, base).href : undefined;
}

function unfetched(from: string, address: string, reason: string): Diagnostic {
  return {
    code: 'file-unreadable',
    severity: 'error',
    message: `"${address}" was not fetched: ${reason}`,
    at: { file: from },
    hint: "Put the file in the provider's folder and refer to it there.",
  };
}
