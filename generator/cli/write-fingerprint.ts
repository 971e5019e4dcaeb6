/** Last step of the build: writes down which sources were compiled. */
import { writeFileSync } from 'node:fs';

import { computeFingerprint, fingerprintPath, packageRoot } from './installation.js';

const root = packageRoot();
writeFileSync(fingerprintPath(root), `${computeFingerprint(root)}\n`);
