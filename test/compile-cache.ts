// Where the processes that tests start keep compiled sources: reading them takes most of a short life.

import { fileURLToPath } from 'node:url';

/** On top of the environment of any such process. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)),
};
