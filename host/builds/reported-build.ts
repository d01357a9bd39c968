// What a program that speaks the luciexe protocol says of its build, message by message.

import type { Build } from '../../src/schema/generated/messages.ts';
import { BUILD_STATUS, isEndedBuildStatus } from '../../src/task/buildbucket/build-status.ts';

/** What a status of a step is called for people; of others nothing is told. */
const STATUS_WORDS: ReadonlyMap<number, string> = new Map([
  [BUILD_STATUS.STARTED, 'has started'],
  [BUILD_STATUS.SUCCESS, 'has succeeded'],
  [BUILD_STATUS.FAILURE, 'has failed'],
  [BUILD_STATUS.INFRA_FAILURE, 'has failed for a reason that is not its own'],
  [BUILD_STATUS.CANCELED, 'was canceled'],
]);

/** Of which more is not told: nobody reads on. Steps, and UTF-16 units of a summary. */
const MAX_STEPS = 1_000;
const MAX_SUMMARY = 4_000;

export class ReportedBuild {
  /** The last message, which is the state of the build: nothing of those before it counts. */
  last: Build | undefined;
  readonly #told = new Map<string, number>();
  #summary = '';

  /** Takes a message. Returns what is new in it, in lines for people. */
  take(build: Build): string[] {
    this.last = build;
    const lines: string[] = [];
    for (const { name, status, summaryMarkdown } of build.steps.slice(0, MAX_STEPS)) {
      const words = STATUS_WORDS.get(status);
      if (words === undefined || this.#told.get(name) === status) continue;
      this.#told.set(name, status);
      const summary =
        isEndedBuildStatus(status) && summaryMarkdown !== '' ? `: ${summaryMarkdown}` : '';
      lines.push(...linesOf(`Step ${name} ${words}${summary}`));
    }
    if (build.summaryMarkdown !== this.#summary) {
      this.#summary = build.summaryMarkdown;
      if (this.#summary !== '') lines.push(...linesOf(`Summary: ${this.#summary}`));
    }
    return lines;
  }
}

function linesOf(text: string): string[] {
  const shown = text.length <= MAX_SUMMARY ? text : `${text.slice(0, MAX_SUMMARY).toWellFormed()}…`;
  return shown.split(/\r?\n/);
}
