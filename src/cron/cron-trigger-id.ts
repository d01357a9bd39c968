// Ids of the triggers that a cron machine emits (spec engine.md M7).

/**
 * The id of the trigger that a `start` action stands for, unique within its job.
 *
 * @param generation of the action
 */
export function cronTriggerId(generation: number): string {
  return `cron:v1:${generation}`;
}
