/** manifest.yaml as data in, `Manifest` out; every problem of the file is reported, not only the first. */
import type { StageResult } from '../diagnostics.js';
import type { JsonValue } from '../schema.js';
import type { EntityManifest, InferenceManifest, Manifest } from './manifest.js';
import { parseApis } from './parse-api.js';
import { parseWebhooks } from './parse-webhook.js';
import {
  at,
  child,
  children,
  choice,
  flag,
  onlyKeys,
  readObject,
  report,
  requiredText,
  text,
  textMap,
  texts,
} from './reader.js';
import type { Reader } from './reader.js';

/** Entry points and folders of the package, and words under which a module cannot be imported or exported. */
const TAKEN: ReadonlySet<string> = new Set(
  'client node testing runtime index await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

const EVIDENCE = ['seen', 'always'] as const;

/** Parses the manifest of one provider. `provider` is the folder's name. */
export function parseManifest(value: JsonValue | undefined, provider: string, file: string): StageResult<Manifest> {
  const reader = readObject({ file, pointer: '', problems: [] }, value);
  onlyKeys(reader, ['title', 'description', 'links', 'apis', 'webhooks', 'entities', 'inference', 'names']);
  if (!/^[a-z][a-z0-9-]*$/.test(provider)) {
    report(reader, `the folder's name "${provider}" cannot be a subpath`, 'Use lower-case letters, digits and dashes.');
  }
  if (TAKEN.has(provider))
    report(
      reader,
      `"${provider}" cannot be the name of a provider`,
      'The package, or the language, has it for itself.',
    );
  const manifest: Manifest = {
    provider,
    title: requiredText(reader, 'title'),
    description: text(reader, 'description', ''),
    links: textMap(reader, 'links'),
    apis: parseApis(reader),
    webhooks: parseWebhooks(reader),
    entities: children(reader, 'entities').map(([name, entity]) => parseEntity(name, entity)),
    inference: parseInference(child(reader, 'inference')),
    names: textMap(reader, 'names'),
  };
  return { value: manifest, diagnostics: reader.problems };
}

function parseEntity(name: string, reader: Reader): EntityManifest {
  onlyKeys(reader, ['description', 'at', 'required', 'optional', 'nullable', 'map']);
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name))
    report(reader, `"${name}" cannot be a type's name`, 'Use PascalCase letters and digits.');
  const places = texts(reader, 'at');
  if (places.length === 0)
    report(at(reader, 'at'), 'an entity needs at least one place', "Write at: ['<folder>#<pointer>'].");
  for (const [index, place] of places.entries()) {
    if (!/^[^#]+#(\/.*)?$/.test(place)) {
      report(at(at(reader, 'at'), String(index)), 'expected <folder>#<pointer>', "For example 'sleep#/data/*'.");
    }
  }
  return {
    name,
    description: text(reader, 'description'),
    at: places,
    required: reader.value['required'] === undefined ? undefined : texts(reader, 'required'),
    optional: reader.value['optional'] === undefined ? undefined : choice(reader, 'optional', EVIDENCE, 'seen'),
    nullable: reader.value['nullable'] === undefined ? undefined : choice(reader, 'nullable', EVIDENCE, 'seen'),
    map: flag(reader, 'map', false),
  };
}

function parseInference(reader: Reader): InferenceManifest {
  onlyKeys(reader, ['optional', 'nullable', 'automatic']);
  return {
    optional: choice(reader, 'optional', EVIDENCE, 'seen'),
    nullable: choice(reader, 'nullable', EVIDENCE, 'seen'),
    automatic: flag(reader, 'automatic', true),
  };
}
