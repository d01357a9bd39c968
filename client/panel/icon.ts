// An icon of VS Code's icon font.

import { html, type TemplateResult } from 'lit';

/** Decoration only: whatever it says, a text beside it says too. */
export function icon(name: string, classes = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${classes}" aria-hidden="true"></span>`;
}
