// The guard's program from its source.

import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';

export const GUARD = path.join(ROOT, 'host', 'processes', 'guard.ts');
