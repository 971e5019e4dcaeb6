/** The drift modules: nothing of them is loaded by those who do not ask for drift. */
import type { NamedSchema } from '../../ir/ir.js';
import { createCheckScope } from './checks.js';
import { printDrift } from './drift.js';
import { joinModule } from './print-module.js';
import { createModuleScope, type ModuleScope, type Package, runtime } from './scope.js';
import type { SharedParts } from './sharing.js';

/** The drift reports of the schemas of one module. */
export function printDriftModule(
  pack: Package,
  module: string,
  schemas: readonly NamedSchema[],
  shared: SharedParts,
): string {
  const scope = createModuleScope(pack, module, 'drift', shared);
  return joinModule(
    scope,
    schemas.flatMap((schema) => [printFinder(schema, scope), printDriftCheck(schema, scope)]),
  );
}

function printFinder({ name }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'drift', 'type DriftFinding');
  const find = runtime(scope, 'drift', 'findDrift');
  return [
    `/** What is new in a value that \`is${name}\` accepts. */`,
    `export function find${name}Drift(value: unknown): readonly ${type}[] {`,
    `return ${find}(drift${name}, value);`,
    '}',
  ].join('\n');
}

function printDriftCheck({ name, schema }: NamedSchema, scope: ModuleScope): string {
  const type = runtime(scope, 'issues', 'type Check');
  const check = printDrift(schema, createCheckScope(scope, name)) ?? runtime(scope, 'check-scalar', 'any');
  const doc = `/** Compares a value for \`find${name}Drift\` with what was known. */`;
  return `${doc}\nexport const drift${name}: ${type} = /*@__PURE__*/ ${runtime(scope, 'drift', 'drift')}('${name}', () => ${check});`;
}
