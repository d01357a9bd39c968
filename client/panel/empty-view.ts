// The view of the panel while there are no invocations.

import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, type TemplateResult } from 'lit';
import { tellHost } from './host.ts';
import { icon } from './icon.ts';
import type { GlobalAction } from './protocol.ts';

export function emptyView(trusted: boolean): TemplateResult {
  return html`
    <div class="empty" data-testid="empty-view">
      ${icon(trusted ? 'play-circle' : 'workspace-untrusted', 'empty-icon')}
      ${trusted ? invitation() : restriction()}
    </div>
  `;
}

function invitation(): TemplateResult {
  return html`
    <h2>No invocations yet</h2>
    <p>
      Click <strong>Run</strong> above a job in a <code>luci-scheduler.cfg</code>. The job runs on
      this machine as it is in the editor, saved or not, and its log appears here. Invocations and
      logs are kept with the workspace.
    </p>
    <div class="empty-actions">
      ${button('Open Config', 'openConfig', false)} ${button('New Example', 'createExample', true)}
    </div>
  `;
}

function restriction(): TemplateResult {
  return html`
    <h2>Jobs don't run in Restricted Mode</h2>
    <p>
      A config may send requests to any address. Trust this workspace to run its jobs; you can
      edit and check them without that.
    </p>
    <div class="empty-actions">${button('Manage Workspace Trust', 'manageTrust', false)}</div>
  `;
}

function button(label: string, action: GlobalAction, secondary: boolean): TemplateResult {
  return html`<vscode-button
    ?secondary=${secondary}
    @click=${() => tellHost({ type: 'globalAction', action })}
    >${label}</vscode-button
  >`;
}
