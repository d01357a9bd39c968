// Report of a lint about the text of a schedule.

import type { Span } from '../../../text/span.ts';
import type { LINT_CODES } from '../codes.ts';

/** Reports a lint about the part of a schedule's text at `span`; about all of it without one. */
export type ScheduleReport = (code: keyof typeof LINT_CODES, message: string, span?: Span) => void;
