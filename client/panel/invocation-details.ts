// The details of one invocation: its facts, its actions and its log.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import './invocation-log.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../src/task/status.ts';
import { durationText } from './duration-text.ts';
import { elapsed } from './invocation-list.ts';
import { jobAndOrigin, originPath } from './origin-labels.ts';
import type { InvocationAction, InvocationView } from './protocol.ts';
import { STATUS_APPEARANCE } from './status-appearance.ts';
import { statusIcon } from './status-icon.ts';
import { localTime, utcTime } from './timestamp-text.ts';

interface DetailsOptions {
  readonly invocation: InvocationView;
  /** See `originLabels`. */
  readonly origin: string | undefined;
  readonly log: string;
  readonly trusted: boolean;
  /** By the extension's clock. */
  readonly now: number;
  readonly onAction: (action: InvocationAction) => void;
  readonly onFind: () => void;
}

export function invocationDetails(options: DetailsOptions): TemplateResult {
  const { invocation, origin, log } = options;
  const name = jobAndOrigin(invocation.job, origin);
  return html`
    <section class="details" aria-label="Invocation of ${name}">
      <header class="details-header">
        ${title(invocation, origin)} ${actions(options)}
      </header>
      <div class="details-body">
        ${facts(options)}
        <invocation-log
          .name=${name}
          .invocationId=${invocation.id}
          .text=${log}
          .growing=${!isFinal(invocation.status)}
        ></invocation-log>
      </div>
    </section>
  `;
}

function title(
  { job, origin: uri, status, aborting }: InvocationView,
  origin: string | undefined,
): TemplateResult {
  const { label } = STATUS_APPEARANCE[status];
  return html`
    <div class="details-title">
      <h2 title=${job}>${job}</h2>
      ${
        origin === undefined
          ? nothing
          : html`<span class="details-origin" title=${originPath(uri)}>${origin}</span>`
      }
      <span class="status-badge" data-testid="invocation-status">
        ${statusIcon(status)}<span>${aborting ? 'Aborting' : label}</span>
      </span>
    </div>
  `;
}

function actions({ invocation, trusted, onAction, onFind }: DetailsOptions): TemplateResult {
  return html`
    <div class="actions" role="toolbar" aria-label="Actions">
      <vscode-button
        icon="debug-stop"
        secondary
        ?disabled=${isFinal(invocation.status)}
        title="Abort this invocation (press Delete in the list)"
        data-testid="abort"
        @click=${() => onAction('abortInvocation')}
        >Abort</vscode-button
      >
      <vscode-button
        icon="play"
        secondary
        ?disabled=${!trusted}
        title="Run the job as it is in the editor now"
        data-testid="run-again"
        @click=${() => onAction('runAgain')}
        >Run Again</vscode-button
      >
      <div class="tools">
        ${tool('go-to-file', 'Go to Job', () => onAction('goToJob'))}
        ${tool('search', 'Find in Log', onFind)}
        ${
          invocation.pinned
            ? tool('pinned', 'Keep No Longer', () => onAction('unpinInvocation'))
            : tool('pin', 'Keep in History', () => onAction('pinInvocation'))
        }
        ${tool('copy', 'Copy Log', () => onAction('copyInvocationLog'))}
        ${tool('link-external', 'Open Log in Editor', () => onAction('openInvocationLog'))}
      </div>
    </div>
  `;
}

function tool(icon: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${onClick}
  ></vscode-toolbar-button>`;
}

function facts({ invocation, origin, now }: DetailsOptions): TemplateResult {
  const { id, project, job, started, finished, triggeredBy, attempt, taskKind } = invocation;
  return html`
    <dl class="facts">
      ${fact('Started', html`<time>${utcTime(started)}</time>${localPart(started)}`)}
      ${finished === undefined ? nothing : fact('Finished', html`<time>${utcTime(finished)}</time>`)}
      ${fact('Duration', durationText(elapsed(invocation, now)))}
      ${taskKind === '' ? nothing : fact('Task', taskKind)}
      ${fact('Triggered by', triggeredBy)}
      ${attempt === 1 ? nothing : fact('Attempt', String(attempt))}
      ${fact('Job', `${project}/${job}`)}
      ${origin === undefined ? nothing : fact('Config', originPath(invocation.origin))}
      ${fact('Invocation', id)}
      ${invocation.tags.length === 0 ? nothing : fact('Tags', invocation.tags.join(', '))}
      ${invocation.properties === '' ? nothing : fact('Properties', propertiesOf(invocation))}
    </dl>
  `;
}

/** Their names, and all of them for whoever asks: they may be longer than the log, which needs the room. */
function propertiesOf({ properties }: InvocationView): TemplateResult {
  const names = Object.keys(JSON.parse(properties));
  return html`<details data-testid="properties">
    <summary>${names.join(', ')}</summary>
    <pre>${properties}</pre>
  </details>`;
}

function fact(name: string, value: string | TemplateResult): TemplateResult {
  return html`<div class="fact"><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** The reader's own time, where that is another. */
function localPart(time: number): TemplateResult | typeof nothing {
  const isUtc = new Date(time).getTimezoneOffset() === 0;
  return isUtc ? nothing : html`<span class="local-time">${localTime(time)}</span>`;
}
