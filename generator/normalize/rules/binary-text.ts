import { without } from './rule.js';
import type { Rule } from './rule.js';

/** Texts that are bytes in truth: no text, nothing that is written as one. */
const BYTES = /^(?!text\/|.*[/+](json|xml|yaml|x-www-form-urlencoded)\b)/i;

/**
 * OpenAPI 3.1 says that a part of a form or a body is a file with `contentMediaType` and no encoding; 3.0 says
 * `format: binary`, which is what later stages know.
 */
export const binaryText: Rule = {
  name: 'binary-text',
  apply(schema) {
    const { type, contentMediaType, contentEncoding } = schema;
    if (typeof contentMediaType !== 'string' || !BYTES.test(contentMediaType)) return schema;
    const isRaw = contentEncoding === undefined || contentEncoding === 'binary';
    if (!isRaw || (type !== undefined && type !== 'string')) return schema;
    return { ...without(schema, ['contentMediaType', 'contentEncoding']), type: 'string', format: 'binary' };
  },
};
