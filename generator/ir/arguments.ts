/** Parameters that cannot be told apart by name get an argument of their own: nothing is overwritten. */
import type { Diagnostic } from '../diagnostics.js';
import type { ParameterIR } from './ir.js';
import { camelCase } from './names.js';

/** What the parameters of an operation are next to. */
export interface ArgumentPlace {
  /** The argument `body` is the request body. */
  readonly hasBody: boolean;
  readonly file: string;
  readonly pointer: string;
  readonly diagnostics: Diagnostic[];
}

/**
 * A parameter is passed under its wire name. One named `body` beside a request body, and the second of two parameters
 * with one name in different places, are passed under name and place: `bodyQuery`, `idHeader`.
 */
export function nameArguments(parameters: readonly ParameterIR[], place: ArgumentPlace): readonly ParameterIR[] {
  const taken = new Set(place.hasBody ? ['body'] : []);
  const wire = new Set(parameters.map((parameter) => parameter.name));
  return parameters.map((parameter) => {
    if (!taken.has(parameter.name)) {
      taken.add(parameter.name);
      return parameter;
    }
    let argument = camelCase(`${parameter.name} ${parameter.in}`);
    while (taken.has(argument) || wire.has(argument)) argument += 'Parameter';
    taken.add(argument);
    place.diagnostics.push({
      code: 'collision',
      severity: 'note',
      message: `the ${parameter.in} parameter "${parameter.name}" is passed as "${argument}": its own name is taken`,
      at: { file: place.file, pointer: place.pointer },
    });
    return { ...parameter, argument };
  });
}
