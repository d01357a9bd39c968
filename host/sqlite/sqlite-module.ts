// The SQLite that Node brings along, where it does.

/** The module `node:sqlite`. */
export type SqliteModule = typeof import('node:sqlite');

/**
 * Undefined on a Node without it: before 22.13, or an editor's extension host that was built without.
 * Node's warning that the module is experimental is not shown; other warnings are.
 */
export function sqliteModule(): SqliteModule | undefined {
  if (!('getBuiltinModule' in process)) return undefined; // Node 20.15 and older.
  return withoutSqliteWarning(() => {
    try {
      return process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
    } catch {
      return undefined; // Node 22.5 to 22.12 hide it behind a flag.
    }
  });
}

/** Calls `load`, and keeps to itself what that warns about SQLite being experimental. */
export function withoutSqliteWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  const selective = (warning: string | Error, ...rest: unknown[]): void => {
    const text = typeof warning === 'string' ? warning : warning.message;
    if (rest[0] === 'ExperimentalWarning' && text.includes('SQLite')) return;
    Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  process.emitWarning = selective as typeof emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
