// The details of one invocation: its facts, its actions and its log.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import './invocation-log.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { isFinal } from '../../src/task/status.ts';
import { invocationFacts } from './invocation-facts.ts';
import { jobAndOrigin, originPath } from './origin-labels.ts';
import type { InvocationAction, InvocationView } from './protocol.ts';
import { STATUS_APPEARANCE } from './status-appearance.ts';
import { statusIcon } from './status-icon.ts';

interface DetailsOptions {
  readonly invocation: InvocationView;
  /** See `originLabels`. */
  readonly origin: string | undefined;
  readonly log: string;
  readonly trusted: boolean;
  /** Whether the facts are unfolded where they are above the log. */
  readonly factsOpen: boolean;
  /** By the extension's clock. */
  readonly now: number;
  readonly onAction: (action: InvocationAction) => void;
  readonly onFind: () => void;
  readonly onToggleFacts: () => void;
  /** The reader wants to go back to the list. */
  readonly onLeave: () => void;
}

export function invocationDetails(options: DetailsOptions): TemplateResult {
  const { invocation, origin, log, factsOpen, now, onToggleFacts } = options;
  const name = jobAndOrigin(invocation.job, origin);
  return html`
    <section
      class="details"
      aria-label="Invocation of ${name}"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && options.onLeave()}
    >
      <header class="details-header">
        ${title(invocation, origin)} ${actions(options)}
      </header>
      <div class="details-body">
        ${invocationFacts({ invocation, origin, open: factsOpen, now, onToggle: onToggleFacts })}
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
    <div class="actions" role="group" aria-label="Actions">
      <vscode-button
        icon="debug-stop"
        secondary
        aria-label="Abort"
        ?disabled=${isFinal(invocation.status)}
        title="Abort this invocation (press Delete in the list)"
        data-testid="abort"
        @click=${() => onAction('abortInvocation')}
        ><span class="button-label">Abort</span></vscode-button
      >
      <vscode-button
        icon="play"
        secondary
        aria-label="Run Again"
        ?disabled=${!trusted}
        title="Run the job as it is in the editor now"
        data-testid="run-again"
        @click=${() => onAction('runAgain')}
        ><span class="button-label">Run Again</span></vscode-button
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
