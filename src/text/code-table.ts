// The shape of the tables of finding codes, of which each room has one for its own.

/** `error`: the service rejects the file. The others are ours. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface CodeInfo {
  readonly severity: Severity;
  /** The kind of mistake: a noun phrase with a full stop. Markdown. */
  readonly title: string;
  /** Why it is one, and what to do: sentences. Markdown. */
  readonly explanation: string;
}

/**
 * Rows by code. Codes are stable and in kebab-case: those of the service's rules as the spec has them, and `lint-…`
 * for what the service accepts.
 */
export type CodeTable = Readonly<Record<string, CodeInfo>>;

/** True for codes that users may switch off, which is what sets lints apart from verdicts of the service. */
export function isLint(code: string): boolean {
  return /(?:^|\/)lint-/.test(code);
}
