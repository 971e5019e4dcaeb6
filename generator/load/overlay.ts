/** OpenAPI Overlay 1.0: an ordered list of corrections, each with a target, applied to a document. */
import type { Diagnostic, StageResult } from '../diagnostics.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { changePlaces } from './change-places.js';
import { JsonPathError } from './json-path-text.js';
import { longestMatch, pointerOf, selectPlaces, tokensOf } from './json-path.js';
import type { Place } from './json-path.js';
import { parseJsonPath } from './parse-json-path.js';
import type { JsonPath } from './parse-json-path.js';
import { isObject } from './parse-text.js';

/** A document on its way through the actions. */
type Mended = StageResult<JsonObject>;

/** One action that has been read. `change` undefined: remove the target. */
interface Action {
  readonly target: string;
  readonly path: JsonPath;
  readonly change: JsonValue | undefined;
  readonly pointer: string;
}

/**
 * Applies an overlay to a document, action by action, and returns a new document. `file` is the overlay's name in
 * messages. An action that is wrong or matches nothing is reported and left out; the others are applied.
 */
export function applyOverlay(document: JsonObject, overlay: JsonObject, file: string): StageResult<JsonObject> {
  const diagnostics = checkHead(overlay, file);
  const actions = Array.isArray(overlay['actions']) ? (overlay['actions'] as readonly JsonValue[]) : [];
  let mended: Mended = { value: document, diagnostics };
  actions.forEach((action, index) => {
    mended = applyAction(mended, action, `/actions/${index}`, file);
  });
  return mended;
}

function checkHead(overlay: JsonObject, file: string): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const { overlay: version, actions } = overlay;
  if (typeof version !== 'string' || !/^1\.0\.\d+$/.test(version)) {
    problems.push(
      problem(
        'document-invalid',
        file,
        '/overlay',
        'expected the version of an overlay, 1.0.0',
        'Write overlay: 1.0.0 at the top.',
      ),
    );
  }
  if (!Array.isArray(actions)) {
    problems.push(
      problem(
        'document-invalid',
        file,
        '/actions',
        'an overlay needs a list of actions',
        'Write actions: followed by a list.',
      ),
    );
  }
  return problems;
}

function applyAction(before: Mended, value: JsonValue, pointer: string, file: string): Mended {
  const read = readAction(value, pointer, file);
  if ('code' in read) return { ...before, diagnostics: [...before.diagnostics, read] };
  const places = selectPlaces(before.value, read.path);
  const refusal = places.length === 0 ? noMatch(before.value, read, file) : refuse(places, read, file);
  if (refusal !== undefined) return { ...before, diagnostics: [...before.diagnostics, refusal] };
  const { change } = read;
  const changed = changePlaces(before.value, places.map(tokensOf), (found) =>
    change === undefined ? undefined : merge(found, change),
  );
  return isObject(changed) ? { ...before, value: changed } : before;
}

function readAction(value: JsonValue, pointer: string, file: string): Action | Diagnostic {
  const bad = (member: string, message: string, hint: string): Diagnostic =>
    problem('syntax', file, pointer + member, message, hint);
  if (!isObject(value)) return bad('', 'an action is an object', 'Write target: and update: or remove: true.');
  const unknown = Object.keys(value).find(
    (key) => !['target', 'description', 'update', 'remove'].includes(key) && !key.startsWith('x-'),
  );
  if (unknown !== undefined)
    return bad('', `an action has no member "${unknown}"`, 'Members are target, description, update and remove.');
  const { target, update, remove } = value;
  if (typeof target !== 'string')
    return bad('/target', 'an action needs a target', 'Write target: followed by a quoted JSONPath.');
  if (remove !== undefined && typeof remove !== 'boolean')
    return bad('/remove', 'remove is true or false', 'Write remove: true.');
  if (remove !== true && update === undefined)
    return bad('', 'an action needs update or remove: true', 'Write what to merge into the target.');
  try {
    const path = parseJsonPath(target);
    return { target, path, change: remove === true ? undefined : update, pointer };
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return bad(
      '/target',
      `${error.message} at character ${error.position + 1} of the target`,
      "Targets are JSONPath (RFC 9535), for example $.paths['/a'].get.",
    );
  }
}

/** What a matched place forbids: removing the whole document, or updating a scalar. */
function refuse(places: readonly Place[], action: Action, file: string): Diagnostic | undefined {
  const { change } = action;
  const at = `${action.pointer}/target`;
  if (change === undefined) {
    if (places.every((place) => place.above !== undefined)) return undefined;
    return problem('overlay-target', file, at, 'the document itself cannot be removed', 'Target a part of it.');
  }
  const wrong = places.find(({ value }) => !Array.isArray(value) && !(isObject(value) && isObject(change)));
  if (wrong === undefined) return undefined;
  const where = pointerOf(wrong);
  return problem(
    'overlay-target',
    file,
    at,
    `the target ${where} cannot take this update`,
    'Update an object with an object; target the object that holds a scalar.',
  );
}

function noMatch(document: JsonObject, action: Action, file: string): Diagnostic {
  const { place, segments } = longestMatch(document, action.path);
  const reached =
    segments === 0 ? 'Not even the first step matches' : `The nearest place that exists is ${pointerOf(place)}`;
  const members = isObject(place.value) ? Object.keys(place.value).slice(0, 8) : [];
  const seen = members.length === 0 ? '' : ` (it has ${members.join(', ')})`;
  const hint = `${reached}${seen}. If the document has been mended upstream, delete this action.`;
  return problem('overlay-target', file, `${action.pointer}/target`, `nothing matches ${action.target}`, hint);
}

/** Objects merge member by member, arrays are appended to, everything else is replaced (Overlay 1.0, 4.4.3). */
function merge(found: JsonValue, update: JsonValue): JsonValue {
  if (Array.isArray(found))
    return [
      ...(found as readonly JsonValue[]),
      ...(Array.isArray(update) ? (update as readonly JsonValue[]) : [update]),
    ];
  if (!isObject(found) || !isObject(update)) return update;
  const added = Object.entries(update).map(([name, value]) => {
    const own = Object.hasOwn(found, name) ? found[name] : undefined;
    return [name, own === undefined ? value : mergeMember(own, value)] as const;
  });
  return Object.fromEntries([...Object.entries(found), ...added]);
}

/** Inside an update an array meets an array, or is replaced like any other value. */
function mergeMember(found: JsonValue, update: JsonValue): JsonValue {
  return Array.isArray(found) && !Array.isArray(update) ? update : merge(found, update);
}

function problem(code: Diagnostic['code'], file: string, pointer: string, message: string, hint: string): Diagnostic {
  return { code, severity: 'error', message, at: { file, pointer }, hint };
}
