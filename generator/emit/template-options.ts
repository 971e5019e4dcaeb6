/** How templates are compiled, here and in the build: no helpers, no escaping, and a key that the view lacks is an error. */
export const templateOptions = { noEscape: true, strict: true, knownHelpersOnly: true } as const;
