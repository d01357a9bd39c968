// The panel as a whole: the list of invocations, and beside it, or below it, the selected one.

import '@vscode-elements/elements/dist/vscode-split-layout/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { emptyView } from './empty-view.ts';
import { listenToHost, recall, remember, tellFocus, tellHost } from './host.ts';
import { invocationDetails } from './invocation-details.ts';
import {
  announcement,
  emptyList,
  type InvocationList,
  neighbour,
  receive,
  select,
  selectedInvocation,
} from './invocation-list.ts';
import type { InvocationLog } from './invocation-log.ts';
import { invocationRows, rowId } from './invocation-rows.ts';
import { addPiece } from './log-text.ts';
import { originLabels } from './origin-labels.ts';
import type { HostMessage, InvocationAction } from './protocol.ts';

/** Below this width, in pixels, the details go below the list. */
const NARROW = 560;
const DEFAULT_LIST_WIDTH = 430;
/** How often what depends on the time is shown anew, in ms. */
const TICK = 1000;

/** How far each key goes in the list. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** A Mac's delete key is Backspace. */
const ABORT_KEYS: ReadonlySet<string> = new Set(['Delete', 'Backspace']);

class PanelApp extends LitElement {
  static override properties = {
    list: { state: true },
    log: { state: true },
    narrow: { state: true },
    factsOpen: { state: true },
    spoken: { state: true },
  };

  declare private list: InvocationList;
  /** Of the selected invocation. */
  declare private log: string;
  declare private narrow: boolean;
  declare private factsOpen: boolean;
  /** For screen readers. */
  declare private spoken: string;
  #started = false;
  /** The list that is on the page, and how high its rows are, in pixels. */
  #rows: HTMLElement | undefined;
  #rowHeight = 0;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.list = emptyList(recall().selected);
    this.log = '';
    this.narrow = false;
    this.factsOpen = recall().factsOpen ?? false;
    this.spoken = '';
  }

  /** No shadow: the icon font's stylesheet is that of the page. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const stopListening = listenToHost((message) => this.#receive(message));
    const stopTelling = tellFocus();
    const tick = setInterval(() => this.requestUpdate(), TICK);
    this.#resized.observe(this);
    const takeFocus = () => this.#takeFocus();
    window.addEventListener('focus', takeFocus);
    this.#stop = () => {
      window.removeEventListener('focus', takeFocus);
      stopListening();
      stopTelling();
      clearInterval(tick);
      this.#resized.disconnect();
    };
    tellHost({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  /** Once per frame: jobs that trigger others may change hundreds of invocations at once. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    await super.scheduleUpdate();
  }

  protected override updated(): void {
    const rows = this.querySelector<HTMLElement>('.rows') ?? undefined;
    if (rows === this.#rows) return;
    if (this.#rows) this.#resized.unobserve(this.#rows);
    if (rows) this.#resized.observe(rows);
    this.#rows = rows;
    this.#rowHeight = 0;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="visually-hidden" role="status">${this.spoken}</div>
      ${this.#started ? this.#content() : nothing}
    `;
  }

  #content(): TemplateResult {
    const { list } = this;
    const invocation = selectedInvocation(list);
    if (!invocation) return emptyView(list.trusted);
    const now = Date.now() + list.clockOffset;
    const rows = invocationRows({
      list,
      now,
      onSelect: (id) => this.#select(id),
      onKey: (event) => this.#onListKey(event),
    });
    const details = invocationDetails({
      invocation,
      origin: originLabels(list.invocations).get(invocation.id),
      log: this.log,
      trusted: list.trusted,
      factsOpen: this.factsOpen,
      now,
      onAction: (action) => this.#act(action, invocation.id),
      onFind: () => this.#find(),
      onToggleFacts: () => this.#toggleFacts(),
      onLeave: () => this.querySelector<HTMLElement>('.rows')?.focus(),
    });
    return this.narrow
      ? html`<div class="stacked">${rows}${details}</div>`
      : this.#sideBySide(rows, details);
  }

  #sideBySide(rows: TemplateResult, details: TemplateResult): TemplateResult {
    return html`
      <vscode-split-layout
        class="side-by-side"
        fixed-pane="start"
        min-start="220px"
        min-end="280px"
        initial-handle-position=${`${recall().listWidth ?? DEFAULT_LIST_WIDTH}px`}
        @vsc-split-layout-change=${this.#onSplit}
      >
        <div slot="start" class="pane">${rows}</div>
        <div slot="end" class="pane">${details}</div>
      </vscode-split-layout>
    `;
  }

  #receive(message: HostMessage): void {
    if (message.type === 'log') {
      this.#receiveLog(message);
      return;
    }
    if (message.type === 'find') {
      this.#find();
      return;
    }
    if (message.type === 'said') {
      this.spoken = message.text;
      return;
    }
    if (message.type === 'invocation') {
      this.spoken = announcement(this.list, message.invocation) ?? this.spoken;
    }
    const isFirst = !this.#started;
    this.#started = true;
    this.#show(receive(this.list, message, Date.now()), isFirst);
  }

  #receiveLog({ id, start, text }: Extract<HostMessage, { type: 'log' }>): void {
    if (id !== this.list.selected) return;
    const log = addPiece(this.log, start, text);
    if (log === undefined) tellHost({ type: 'watchLog', id });
    else this.log = log;
  }

  #select(id: string): void {
    this.#show(select(this.list, id));
  }

  #show(list: InvocationList, isFirst = false): void {
    const changed = list.selected !== this.list.selected;
    this.list = list;
    if (!changed && !isFirst) return;
    this.log = '';
    tellHost({ type: 'watchLog', id: list.selected });
    if (list.selected !== undefined) remember({ selected: list.selected });
    this.updateComplete.then(() => {
      this.#revealRow();
      if (isFirst && document.hasFocus()) this.#takeFocus();
    });
  }

  /** Whoever comes to the panel by a command finds the keyboard where the arrows work. */
  #takeFocus(): void {
    if (document.activeElement !== document.body) return;
    this.querySelector<HTMLElement>('.rows, .empty vscode-button')?.focus();
  }

  /** Another layout has another list, or rows of another height: where it was scrolled to says nothing there. */
  #measure(): void {
    this.narrow = this.clientWidth < NARROW;
    const height = this.#selectedRow()?.offsetHeight ?? 0;
    if (height === this.#rowHeight) return;
    this.#rowHeight = height;
    this.#revealRow();
  }

  #selectedRow(): HTMLElement | null {
    return document.getElementById(rowId(this.list.selected ?? ''));
  }

  #revealRow(): void {
    const row = this.#selectedRow();
    const rows = row?.parentElement;
    if (!row || !rows) return;
    // `scrollIntoView` would scroll the editor around the panel too.
    const [view, wanted] = [rows.getBoundingClientRect(), row.getBoundingClientRect()];
    if (wanted.top < view.top) rows.scrollTop -= view.top - wanted.top;
    else if (wanted.bottom > view.bottom) rows.scrollTop += wanted.bottom - view.bottom;
  }

  #onListKey(event: KeyboardEvent): void {
    const { selected } = this.list;
    const steps = STEPS[event.key];
    if (steps !== undefined) {
      const id = neighbour(this.list, steps);
      if (id !== undefined) this.#select(id);
    } else if (event.key === 'Enter') {
      this.querySelector<HTMLElement>('.log-lines')?.focus();
    } else if (ABORT_KEYS.has(event.key) && selected !== undefined) {
      this.#act('abortInvocation', selected);
    } else {
      return;
    }
    event.preventDefault();
  }

  #find(): void {
    this.querySelector<InvocationLog>('invocation-log')?.find();
  }

  #toggleFacts(): void {
    this.factsOpen = !this.factsOpen;
    remember({ factsOpen: this.factsOpen });
  }

  #act(action: InvocationAction, id: string): void {
    tellHost({ type: 'invocationAction', action, id });
    // The button that was pressed will be disabled, and the keyboard with it.
    if (action === 'abortInvocation') this.querySelector<HTMLElement>('.rows')?.focus();
  }

  #onSplit(event: CustomEvent<{ readonly position: number }>): void {
    remember({ listWidth: Math.round(event.detail.position) });
  }
}

customElements.define('luci-scheduler-panel', PanelApp);
