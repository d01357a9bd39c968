// The contract of a format in which findings are told.

import type { Finding } from '../../src/language/language.ts';

/** Asked in this order, once, and written as it answers: nothing is kept but what a format cannot do without. */
export interface Report {
  /** Before everything. */
  begin?(): string;
  /** Before the findings of a file. @param name as people are told of it */
  beginFile?(name: string, text: string): string;
  finding(name: string, finding: Finding): string;
  endFile?(name: string): string;
  /** After everything. */
  end?(): string;
}
