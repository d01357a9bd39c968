// `luci-jobs validate --jsonl`: many configs through one process.

import type { Readable, Writable } from 'node:stream';
import { type ConfigSettings, eachDiagnostic, type Finding } from '../src/language/language.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import { wellFormed } from '../src/text/well-formed.ts';
import type { ExitCode } from './command.ts';
import { findingJson } from './finding-json.ts';
import { answerJsonLines, type JsonAnswer, type JsonObject } from './json-lines.ts';

/**
 * Answers each line of `input` on `output`, as answerJsonLines does.
 * @param settings its project is for lines that name none
 */
export function validateJsonl(
  input: Readable,
  output: Writable,
  settings: ConfigSettings,
  registry: ManagerRegistry,
): Promise<ExitCode> {
  return answerJsonLines(input, output, (line) => {
    const question = parseQuestion(line);
    const { project = settings.project } = question;
    return answerOf(eachDiagnostic(question.text, { ...settings, project }, registry));
  });
}

function answerOf(findings: Iterable<Finding>): JsonAnswer {
  let errors = 0;
  function* members(): Generator<string> {
    let separator = '"findings":[';
    for (const finding of findings) {
      if (finding.severity === 'error') errors++;
      yield separator + JSON.stringify(wellFormed(findingJson(finding)));
      separator = ',';
    }
    yield separator === ',' ? ']' : `${separator}]`;
  }
  return { members: members(), isBad: () => errors > 0 };
}

interface Question {
  readonly project: string | undefined;
  readonly text: string;
}

function parseQuestion({ project, text }: JsonObject): Question {
  if (typeof text !== 'string') throw new Error('"text" must be a string');
  if (project !== undefined && typeof project !== 'string') {
    throw new Error('"project" must be a string');
  }
  return { project, text };
}
