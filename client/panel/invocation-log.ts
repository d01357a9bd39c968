// The log of an invocation: grows at its end without touching what is there, and follows that end.

import { LogFind } from './log-find.ts';
import { type LogTextLine, logLines } from './log-text.ts';
import { cssOf, type StyledRun } from './styled-runs.ts';

/** Lines in one block. The browser lays out only those blocks that are in view (see panel.css). */
const BLOCK_LINES = 100;

/** How close to the end, in pixels, counts as being there. */
const AT_END = 8;

/** More lines than these at a time are not read out: nobody could listen to them. */
const MAX_SPOKEN_LINES = 20;

/** Set `invocationId` before `text`. */
export class InvocationLog extends HTMLElement {
  readonly #lines = document.createElement('div');
  readonly #toEnd = document.createElement('button');
  readonly #find = new LogFind(this.#lines, () => this.#onScroll());
  #invocationId = '';
  #growing = false;
  /** What is to be shown, and what of it is. */
  #wanted = '';
  #shown = '';
  /** The end stays in view. Until the reader scrolls away from it. */
  #following = true;
  #frame = 0;
  #resized: ResizeObserver | undefined;

  set invocationId(id: string) {
    if (id === this.#invocationId) return;
    this.#invocationId = id;
    this.#following = true;
  }

  set text(text: string) {
    this.#wanted = text;
    // A burst of pieces is one change of the page.
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#update());
  }

  /** What it is the log of, in words. */
  set name(name: string) {
    this.#lines.setAttribute('aria-label', `Log of ${name}; times are in UTC`);
  }

  /** More is to come. It is read out as it does, unless it comes in floods. */
  set growing(growing: boolean) {
    this.#growing = growing;
    this.toggleAttribute('growing', growing);
  }

  /** Lets the reader type what to find. */
  find(): void {
    this.#find.open();
  }

  connectedCallback(): void {
    if (this.#resized) return;
    this.#lines.className = 'log-lines';
    this.#lines.tabIndex = 0;
    this.#lines.setAttribute('role', 'log');
    this.#lines.dataset['testid'] = 'invocation-log';
    this.#lines.ariaLive = 'off';
    this.#lines.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    this.#lines.addEventListener('keydown', (event) => this.#onKey(event));
    this.#toEnd.className = 'log-to-end';
    this.#toEnd.append(arrowDown(), 'Jump to latest');
    this.#toEnd.addEventListener('click', () => this.#follow());
    this.append(this.#lines, this.#find.bar, this.#toEnd);
    this.#resized = new ResizeObserver(() => this.#keepEnd());
    this.#resized.observe(this.#lines);
    this.#showWhereWeAre();
  }

  #update(): void {
    this.#frame = 0;
    const shown = this.#wanted.startsWith(this.#shown) ? this.#shown : '';
    if (shown === '') this.#lines.replaceChildren();
    const lines = logLines(this.#wanted.slice(shown.length));
    const spoken = this.#growing && shown !== '' && lines.length <= MAX_SPOKEN_LINES;
    this.#lines.ariaLive = spoken ? 'polite' : 'off';
    this.#append(lines);
    this.#shown = this.#wanted;
    this.#find.refresh();
    this.#keepEnd();
  }

  #append(added: readonly LogTextLine[]): void {
    let lines = added;
    while (lines.length > 0) {
      let block = this.#lines.lastElementChild;
      if (!block || block.childElementCount >= BLOCK_LINES) {
        block = document.createElement('div');
        block.className = 'log-block';
        this.#lines.append(block);
        // Until it is laid out, its height is a guess.
        this.#resized?.observe(block);
      }
      const room = BLOCK_LINES - block.childElementCount;
      block.append(...lines.slice(0, room).map(lineElement));
      lines = lines.slice(room);
    }
  }

  #onKey(event: KeyboardEvent): void {
    const selectsAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey);
    if (!selectsAll || event.shiftKey || event.altKey) return;
    getSelection()?.selectAllChildren(this.#lines);
    event.preventDefault();
    event.stopPropagation(); // Otherwise the editor selects all of its own.
  }

  #onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#lines;
    this.#following = scrollHeight - scrollTop - clientHeight <= AT_END;
    this.#showWhereWeAre();
  }

  #follow(): void {
    this.#following = true;
    this.#keepEnd();
    this.#lines.focus();
  }

  #keepEnd(): void {
    if (this.#following) this.#lines.scrollTop = this.#lines.scrollHeight;
    this.#showWhereWeAre();
  }

  #showWhereWeAre(): void {
    this.#toEnd.hidden = this.#following;
  }
}

/** What a task logs is text, whatever it looks like. */
function lineElement({ time, text, runs, more }: LogTextLine): HTMLElement {
  const line = document.createElement('div');
  line.className = 'log-line';
  if (time !== '') {
    const stamp = document.createElement('span');
    stamp.className = 'log-time';
    stamp.textContent = `${time} `;
    line.append(stamp);
  }
  line.append(...(runs ? runs.map(runNode) : [text]));
  if (more > 0) line.append(moreElement(more));
  return line;
}

/** The policy of the page forbids styles in markup; those that are set by the program are none. */
function runNode(run: StyledRun): Node | string {
  const { classes, properties } = cssOf(run);
  if (classes.length === 0) return run.text;
  const span = document.createElement('span');
  span.className = classes.join(' ');
  for (const [name, value] of properties) span.style.setProperty(name, value);
  span.textContent = run.text;
  return span;
}

/** An element of its own, which no text of a task can look like. */
function moreElement(more: number): HTMLElement {
  const note = document.createElement('span');
  note.className = 'log-more';
  const characters = more === 1 ? 'character' : 'characters';
  note.textContent = ` … ${more.toLocaleString('en')} more ${characters}. Open the log in the editor to read the whole line.`;
  return note;
}

function arrowDown(): HTMLElement {
  const icon = document.createElement('span');
  icon.className = 'codicon codicon-arrow-down';
  icon.ariaHidden = 'true';
  return icon;
}

customElements.define('invocation-log', InvocationLog);
