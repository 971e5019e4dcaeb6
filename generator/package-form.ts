/** What a package is made of. Loads no library, because `check` asks. */

/** Every form that there is; the first is the one that nobody asked for. */
export const PACKAGE_FORMS = ['typescript', 'javascript'] as const;

/**
 * `typescript`: sources to be read and compiled. `javascript`: the same compiled, modules with declarations beside them,
 * to be published or imported as they are.
 */
export type PackageForm = (typeof PACKAGE_FORMS)[number];

/** Where a package has its modules, and where those that `exports` names. */
export interface Layout {
  readonly written: string;
  readonly exported: string;
}

/** The folders of each form. */
export const LAYOUTS: Readonly<Record<PackageForm, Layout>> = {
  typescript: { written: 'src', exported: 'dist' },
  javascript: { written: 'lib', exported: 'lib' },
};

/** The form that a text names; undefined for any other text. */
export function readForm(text: string): PackageForm | undefined {
  return PACKAGE_FORMS.find((form) => form === text);
}
