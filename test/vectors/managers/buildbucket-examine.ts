// Answers about the tokens of messages to buildbucket tasks.

import { notificationToken } from '../../../src/task/buildbucket/notification-token.ts';
import { differences } from '../differences.ts';
import type { Comparison, Vector } from '../vector.ts';

interface ExamineInput {
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: string;
}

export function compareExamine({ input, output }: Vector): Comparison {
  const { attributes, data } = input as ExamineInput;
  return differences(output, { token: notificationToken({ messageId: '', attributes, data }) });
}
