/** What of a browser's elements the tests look at: they are checked without the browser's types. */
export interface PageElement {
  readonly tagName: string;
  readonly className: string;
  readonly textContent: string | null;
  readonly ariaHidden: string | null;
  readonly children: Iterable<PageElement>;
  readonly parentElement: PageElement | null;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  matches(selector: string): boolean;
  checkVisibility(): boolean;
  querySelector(selector: string): PageField | null;
  querySelectorAll(selector: string): Iterable<PageField>;
}

/** An input, or any element: what it is not, it does not have. */
export interface PageField extends PageElement {
  readonly checked?: boolean;
  readonly value?: string;
  readonly placeholder?: string;
}

export interface PageWindow {
  readonly document: { readonly documentElement: PageElement };
}
