// Icon, label and colour of each status; the colour never says anything that the icon and the label do not.

import type { Status } from '../../src/task/status.ts';

export interface StatusAppearance {
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  readonly tone: 'active' | 'success' | 'danger' | 'warning';
}

/** Tones as in ui.md 2.4. */
export const STATUS_APPEARANCE: Readonly<Record<Status, StatusAppearance>> = {
  STARTING: { label: 'Starting', icon: 'watch', tone: 'active' },
  RETRYING: { label: 'Retrying', icon: 'history', tone: 'warning' },
  RUNNING: { label: 'Running', icon: 'loading', tone: 'active' },
  SUCCEEDED: { label: 'Succeeded', icon: 'pass', tone: 'success' },
  FAILED: { label: 'Failed', icon: 'error', tone: 'danger' },
  OVERRUN: { label: 'Overrun', icon: 'warning', tone: 'warning' },
  ABORTED: { label: 'Aborted', icon: 'circle-slash', tone: 'danger' },
};
