// The icon of a status.

import type { TemplateResult } from 'lit';
import type { Status } from '../../src/task/status.ts';
import { icon } from './icon.ts';
import { STATUS_APPEARANCE } from './status-appearance.ts';

/** The icon alone; whoever shows it says the status in words beside it. */
export function statusIcon(status: Status): TemplateResult {
  const { icon: name, tone } = STATUS_APPEARANCE[status];
  const spin = name === 'loading' ? 'codicon-modifier-spin' : '';
  return icon(name, `tone-${tone} ${spin}`);
}
