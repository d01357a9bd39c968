// The frame of every script: what is wrong ends it with a sentence where a stack trace would help nobody.
// Runs on any Node from 20 on, before `npm ci`.

/** Its message says what a person can do; it is shown without a stack trace. */
export class ScriptError extends Error {}

/**
 * Runs the whole of a script. An error is printed and makes the exit code 1.
 * @param {() => void | Promise<void>} script
 * @returns {Promise<void>}
 */
export async function runScript(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof ScriptError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
