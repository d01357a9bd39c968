// Messages between a process and the guard that runs a program for it (see guard.ts). Both ends are built together, so
// there is no version.

/** To the guard. Without the first one it does nothing. */
export type GuardRequest =
  | {
      readonly kind: 'start';
      /** Argument list; the first is the program. */
      readonly command: readonly string[];
      readonly folder: string;
      /** All of the program's environment. */
      readonly env: Readonly<Record<string, string>>;
      /** An entry of `env` by which what the program starts is found, `NAME=value`. */
      readonly mark: string;
      /** How long the tree is left to end by itself if the one who asked for it is gone, in milliseconds. */
      readonly graceMs: number;
    }
  /** Tells the whole tree to end; `force` leaves it no choice. Answered by nothing but `gone`, in time. */
  | { readonly kind: 'end'; readonly force: boolean };

/** From the guard, in this order. */
export type GuardReport =
  /** The last one: there is no process. */
  | { readonly kind: 'not-started'; readonly code: string }
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'exited'; readonly code: number }
  /** By a signal such as `SIGSEGV`. */
  | { readonly kind: 'killed'; readonly signal: string }
  /** What the program has started lives on. */
  | { readonly kind: 'left' }
  /** The last one: nothing of the tree lives. */
  | { readonly kind: 'gone' };
