// Paths of the project, and of the user's cache.

import os from 'node:os';
import path from 'node:path';

export const ROOT = path.dirname(import.meta.dirname);
export const DIST = path.join(ROOT, 'dist');
/** What tests and scripts leave behind. Git ignores it, as it does dist. */
export const OUT = path.join(ROOT, 'out');
export const DEMO = path.join(ROOT, 'examples', 'demo');
export const DEMO_CONFIG = path.join(DEMO, 'luci-scheduler.cfg');

/** What is costly to make and belongs to the user rather than to a working copy. */
export const CACHE = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'),
  'luci-scheduler',
);
