// What mocha loads before everything else: the cache of compiled sources, for its own processes and for those that tests
// start. Reading sources takes half of the time of most files of tests.

import { enableCompileCache } from 'node:module';
import { COMPILE_CACHE } from '../compile-cache.ts';

Object.assign(process.env, COMPILE_CACHE);
enableCompileCache(COMPILE_CACHE.NODE_COMPILE_CACHE);
