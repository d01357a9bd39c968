// The names of the built-in kinds of task, for whoever needs no more of them: loading their Managers takes time.

/** Of the fields of a job that hold a task, in the order of the schema: those whose tasks `builtinManagers` can run. */
export const BUILTIN_TASK_FIELDS: ReadonlySet<string> = new Set([
  'noop',
  'url_fetch',
  'buildbucket',
  'gitiles',
]);
