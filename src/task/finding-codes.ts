// Codes of findings about tasks: those of the kinds that come with the product, and what others may add.

import { BUILDBUCKET_CODES } from './buildbucket/codes.ts';
import { GITILES_CODES } from './gitiles/codes.ts';
import { URL_FETCH_CODES } from './urlfetch/codes.ts';

export const TASK_CODES = { ...URL_FETCH_CODES, ...GITILES_CODES, ...BUILDBUCKET_CODES } as const;

/** Of a kind of task that comes from elsewhere: its name, and the code after a slash. */
export type ForeignCode = `${string}/${string}`;

/** What a Manager may report. */
export type TaskCode = keyof typeof TASK_CODES | ForeignCode;
