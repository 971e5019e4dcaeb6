/** Templates by their texts, compiled: none in the sources, all of our own in the program that the build makes of them. */
import type Handlebars from 'handlebars';

export const compiledTemplates: ReadonlyMap<string, Parameters<typeof Handlebars.template>[0]> = new Map();
