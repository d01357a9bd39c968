// The find bar of a log, with highlights that leave the log's elements alone.

import { occurrences, placesIn } from './occurrences.ts';

/** Names of highlights in panel.css. */
const MATCHES = 'log-matches';
const CURRENT = 'log-current-match';

const MAX_MATCHES = 10_000;

/** One for the page: highlights are the page's. */
export class LogFind {
  /** To be put over the log. */
  readonly bar = document.createElement('div');
  readonly #lines: HTMLElement;
  readonly #onFound: () => void;
  readonly #input = document.createElement('input');
  readonly #count = document.createElement('span');
  #matches: readonly Range[] = [];
  #current = 0;

  /**
   * @param lines what is searched, by its elements of the class `log-line`
   * @param onFound called when a match has been scrolled to
   */
  constructor(lines: HTMLElement, onFound: () => void) {
    this.#lines = lines;
    this.#onFound = onFound;
    this.#input.type = 'text';
    this.#input.placeholder = 'Find';
    this.#input.ariaLabel = 'Find in log';
    this.#input.addEventListener('input', () => this.#search());
    this.#count.className = 'find-count';
    this.#count.setAttribute('role', 'status');
    this.bar.className = 'find-bar';
    this.bar.setAttribute('role', 'search');
    this.bar.hidden = true;
    this.bar.append(
      this.#input,
      this.#count,
      button('arrow-up', 'Previous Match (Shift+Enter)', () => this.#go(-1)),
      button('arrow-down', 'Next Match (Enter)', () => this.#go(1)),
      button('close', 'Close (Escape)', () => this.#close()),
    );
    this.bar.addEventListener('keydown', (event) => this.#onKey(event));
  }

  open(): void {
    this.bar.hidden = false;
    this.#input.focus();
    this.#input.select();
    this.#search();
  }

  /** Searches again, where the reader is. Call it when the lines have changed. */
  refresh(): void {
    if (this.bar.hidden) return;
    this.#collect();
    this.#highlight();
  }

  #close(): void {
    this.bar.hidden = true;
    this.#matches = [];
    this.#highlight();
    this.#lines.focus();
  }

  #search(): void {
    this.#current = 0;
    this.refresh();
    this.#reveal();
  }

  #go(steps: number): void {
    const { length } = this.#matches;
    if (length === 0) return;
    this.#current = (this.#current + steps + length) % length;
    this.#highlight();
    this.#reveal();
  }

  #collect(): void {
    const matches: Range[] = [];
    for (const line of this.#lines.querySelectorAll('.log-line')) {
      const room = MAX_MATCHES - matches.length;
      if (room === 0) break;
      const found = occurrences(line.textContent ?? '', this.#input.value, room);
      if (found.length > 0) matches.push(...rangesIn(line, found));
    }
    this.#matches = matches;
    this.#current = Math.min(this.#current, Math.max(0, matches.length - 1));
  }

  #highlight(): void {
    const current = this.#matches[this.#current];
    CSS.highlights.set(MATCHES, new Highlight(...this.#matches));
    CSS.highlights.set(CURRENT, new Highlight(...(current ? [current] : [])));
    const total = this.#matches.length;
    this.#count.textContent =
      total > 0 ? `${this.#current + 1} of ${total}` : this.#input.value === '' ? '' : 'No results';
  }

  #reveal(): void {
    const match = this.#matches[this.#current];
    if (!match) return;
    scrollToMiddle(this.#lines, match);
    this.#onFound();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && event.target === this.#input)
      this.#go(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** A match may begin in one colour and end in another. */
function rangesIn(
  line: Element,
  found: readonly (readonly [start: number, end: number])[],
): readonly Range[] {
  const nodes: Node[] = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const place = placesIn(nodes.map((node) => node.textContent?.length ?? 0));
  return found.map(([start, end]) => {
    const range = new Range();
    const [first, last] = [place(start, 'after'), place(end, 'before')];
    range.setStart(nodes[first.part] ?? line, first.offset);
    range.setEnd(nodes[last.part] ?? line, last.offset);
    return range;
  });
}

/** `scrollIntoView` would scroll the editor around the panel too. */
function scrollToMiddle(scroller: HTMLElement, range: Range): void {
  const view = scroller.getBoundingClientRect();
  const wanted = range.getBoundingClientRect();
  scroller.scrollTop += wanted.top - view.top - (view.height - wanted.height) / 2;
}

function button(icon: string, label: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = `codicon codicon-${icon}`;
  element.title = label;
  element.ariaLabel = label;
  element.addEventListener('click', onClick);
  return element;
}
