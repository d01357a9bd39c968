// The facts of one invocation. Where they would take the log's room they are folded into one line.

import './scroll-area.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { durationText } from './duration-text.ts';
import { icon } from './icon.ts';
import { elapsed } from './invocation-list.ts';
import { originPath } from './origin-labels.ts';
import type { InvocationView } from './protocol.ts';
import { localTime, utcTime } from './timestamp-text.ts';

interface FactsOptions {
  readonly invocation: InvocationView;
  /** See `originLabels`. */
  readonly origin: string | undefined;
  /** Whether they are unfolded. Beside the log they always are, see panel.css. */
  readonly open: boolean;
  /** By the extension's clock. */
  readonly now: number;
  readonly onToggle: () => void;
}

const LIST = 'invocation-facts';

export function invocationFacts(options: FactsOptions): TemplateResult {
  const { open } = options;
  return html`
    <div class="facts ${open ? 'open' : 'folded'}">
      <div class="facts-line">
        <button
          class="facts-toggle"
          aria-expanded=${open}
          aria-controls=${LIST}
          data-testid="facts-toggle"
          @click=${options.onToggle}
        >
          ${icon(open ? 'chevron-down' : 'chevron-right')}Details
        </button>
        ${open ? nothing : gist(options)}
      </div>
      <scroll-area class="facts-list" id=${LIST} role="group" aria-label="Details">
        ${facts(options)}
      </scroll-area>
    </div>
  `;
}

/** What one asks first, as far as there is room. */
function gist({ invocation, now }: FactsOptions): TemplateResult {
  const { started, taskKind } = invocation;
  const took = durationText(elapsed(invocation, now));
  return html`<span class="facts-gist" data-testid="facts-gist"
    >${took}${taskKind === '' ? '' : ` · ${taskKind}`} · started
    <time>${utcTime(started)}</time></span
  >`;
}

function facts({ invocation, origin, now }: FactsOptions): TemplateResult {
  const { id, project, job, started, finished, triggeredBy, attempt, taskKind } = invocation;
  return html`
    <dl>
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
