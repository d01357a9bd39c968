// `luci-jobs validate --jsonl`: many configs through one process.

import type { Readable, Writable } from 'node:stream';
import { type ConfigSettings, diagnostics, openConfig } from '../src/language/language.ts';
import type { ManagerRegistry } from '../src/task/manager-registry.ts';
import type { ExitCode } from './command.ts';
import { type FindingJson, findingJson } from './finding-json.ts';
import { answerJsonLines, type JsonObject } from './json-lines.ts';

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
  const validate = (line: JsonObject): Answer => {
    const question = parseQuestion(line);
    const { project = settings.project } = question;
    const document = openConfig(question.text, { ...settings, project }, registry);
    return { findings: diagnostics(document).map(findingJson) };
  };
  return answerJsonLines(input, output, validate, ({ findings }) => findings.some(isError));
}

interface Question {
  readonly project: string | undefined;
  readonly text: string;
}

interface Answer {
  readonly findings: readonly FindingJson[];
}

function parseQuestion({ project, text }: JsonObject): Question {
  if (typeof text !== 'string') throw new Error('"text" must be a string');
  if (project !== undefined && typeof project !== 'string') {
    throw new Error('"project" must be a string');
  }
  return { project, text };
}

function isError({ severity }: FindingJson): boolean {
  return severity === 'error';
}
