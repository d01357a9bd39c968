// The frame of every script: what is wrong ends it with a sentence where a stack trace would help nobody.
// Runs on any Node from 20 on, before `npm ci`.

/** Its message says what a person can do; it is shown without a stack trace. */
export class ScriptError extends Error {}

/** How util.parseArgs marks what the user got wrong. */
const WRONG_USAGE = /^ERR_PARSE_ARGS_/;

/**
 * Runs the whole of a script. An error is printed and makes the exit code 1; wrong options make it 2.
 * @param {() => void | Promise<void>} script
 * @returns {Promise<void>}
 */
export async function runScript(script) {
  try {
    await script();
  } catch (error) {
    if (error instanceof TypeError && WRONG_USAGE.test(Reflect.get(error, 'code'))) {
      console.error(error.message);
      process.exitCode = 2;
      return;
    }
    console.error(error instanceof ScriptError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
