// The list of invocations.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isFinal } from '../../src/task/status.ts';
import { durationText } from './duration-text.ts';
import { icon } from './icon.ts';
import { elapsed, type InvocationList } from './invocation-list.ts';
import { jobAndOrigin, originLabels, originPath } from './origin-labels.ts';
import type { InvocationView } from './protocol.ts';
import { relativeTime } from './relative-time.ts';
import { STATUS_APPEARANCE } from './status-appearance.ts';
import { statusIcon } from './status-icon.ts';
import { utcTime } from './timestamp-text.ts';

interface RowsOptions {
  readonly list: InvocationList;
  /** By the extension's clock. */
  readonly now: number;
  readonly onSelect: (id: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The element id of an invocation's row. */
export function rowId(id: string): string {
  return `invocation-${id}`;
}

export function invocationRows({ list, now, onSelect, onKey }: RowsOptions): TemplateResult {
  const origins = originLabels(list.invocations);
  return html`
    <div
      class="rows"
      role="listbox"
      tabindex="0"
      aria-label="Invocations, newest first"
      aria-activedescendant=${rowId(list.selected ?? '')}
      data-testid="invocation-list"
      @keydown=${onKey}
    >
      ${repeat(
        list.invocations,
        ({ id }) => id,
        (invocation) =>
          row({
            invocation,
            origin: origins.get(invocation.id),
            selected: invocation.id === list.selected,
            now,
            onSelect,
          }),
      )}
    </div>
  `;
}

interface RowOptions extends Pick<RowsOptions, 'now' | 'onSelect'> {
  readonly invocation: InvocationView;
  /** See `originLabels`. */
  readonly origin: string | undefined;
  readonly selected: boolean;
}

function row({ invocation, origin, selected, now, onSelect }: RowOptions): TemplateResult {
  const { id, job, status, started, pinned } = invocation;
  const { label } = STATUS_APPEARANCE[status];
  return html`
    <div
      class="row"
      role="option"
      id=${rowId(id)}
      aria-selected=${selected}
      aria-label=${`${jobAndOrigin(job, origin)}, ${label}, started ${utcTime(started)}${pinned ? ', kept in the history' : ''}`}
      data-testid="invocation-row"
      data-status=${status}
      data-vscode-context=${menuContext(invocation)}
      @mousedown=${() => onSelect(id)}
    >
      ${statusIcon(status)}
      <span class="row-job">
        <span class="row-name" title=${job}>${job}</span>
        ${origin === undefined ? nothing : originLabel(origin, originPath(invocation.origin))}
        ${pinned ? icon('pinned', 'row-pinned') : nothing}
      </span>
      <span class="row-facts">
        <span class="row-status">${label}</span>
        <span class="row-started" title=${utcTime(started)}>${relativeTime(started, now)}</span>
        <span class="row-duration">${durationText(elapsed(invocation, now))}</span>
      </span>
    </div>
  `;
}

function originLabel(origin: string, path: string): TemplateResult {
  return html`<span class="row-origin" title=${path} data-testid="row-origin">${origin}</span>`;
}

/** What the menus of package.json see of the row under the mouse. */
function menuContext({ id, status, pinned }: InvocationView): string {
  return JSON.stringify({
    webviewSection: isFinal(status) ? 'endedInvocation' : 'runningInvocation',
    invocationId: id,
    pinned,
    preventDefaultContextMenuItems: true,
  });
}
