// A part of the page that scrolls if it must, and that the keyboard can come to just then.

/**
 * `<scroll-area role="group" aria-label="…">`. Browsers let the keyboard scroll what has nothing in it to go to; what has
 * such a thing needs a tab stop of its own, and one where there is nothing to scroll would be in the way.
 */
class ScrollArea extends HTMLElement {
  readonly #resized = new ResizeObserver(() => this.#look());

  connectedCallback(): void {
    this.#resized.observe(this);
    for (const child of this.children) this.#resized.observe(child);
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
  }

  #look(): void {
    const scrolls = this.scrollHeight > this.clientHeight;
    if (scrolls) this.tabIndex = 0;
    // The keyboard stays where it is until it goes by itself.
    else if (document.activeElement !== this) this.removeAttribute('tabindex');
  }
}

customElements.define('scroll-area', ScrollArea);
