// The connection from the panel to the extension.

import type { HostMessage, PanelMessage } from './protocol.ts';

/** What the panel wants to find again after it was hidden. All of it may be missing. */
export interface PanelMemory {
  readonly selected?: string;
  /** Width of the list beside the details, in pixels. */
  readonly listWidth?: number;
  /** Whether the facts of an invocation are unfolded where they are above its log. */
  readonly factsOpen?: boolean;
}

const api = acquireVsCodeApi<PanelMemory>();

export function tellHost(message: PanelMessage): void {
  api.postMessage(message);
}

/** Calls `receive` with each message from now on. Returns how to stop that. */
export function listenToHost(receive: (message: HostMessage) => void): () => void {
  // Nobody but the extension can post here: the webview has an origin of its own.
  const listener = ({ data }: MessageEvent<HostMessage>) => receive(data);
  window.addEventListener('message', listener);
  return () => window.removeEventListener('message', listener);
}

/** Tells from now on whether the panel has the keyboard. Returns how to stop that. */
export function tellFocus(): () => void {
  const tell = () => tellHost({ type: 'focus', focused: document.hasFocus() });
  tell();
  window.addEventListener('focus', tell);
  window.addEventListener('blur', tell);
  return () => {
    window.removeEventListener('focus', tell);
    window.removeEventListener('blur', tell);
  };
}

export function recall(): PanelMemory {
  return api.getState() ?? {};
}

/** Keeps what is given and what was kept before beside it. */
export function remember(memory: PanelMemory): void {
  api.setState({ ...recall(), ...memory });
}
