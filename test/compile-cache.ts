// The cache of compiled sources for processes that tests start, which spend most of a short life on reading them.

import { fileURLToPath } from 'node:url';

/** On top of the environment of any such process. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
};
