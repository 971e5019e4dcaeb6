/** The predicate of `runtime/validation/formats.js` for each format that is checked; other formats are annotations. */
import { formats } from '../../../runtime/core/validation/format-table.js';
import { pascalCase } from '../../ir/names.js';

/** By format, all that the runtime knows: `isDateTime` for `date-time`. */
export const formatPredicates: ReadonlyMap<string, string> = new Map(
  Object.keys(formats).map((name) => [name, `is${pascalCase(name)}`]),
);
