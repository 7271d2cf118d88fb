import type { Locator, Page } from 'playwright-core';

type Name = string | RegExp;

/** What of a browser's window is used here: the tests are checked without its types. */
interface PageWindow {
  readonly document: { querySelectorAll(selector: string): Iterable<{ readonly dataset: { readonly message: string } }> };
}

/**
 * A person's open demo page. Everything waits for what it needs; nothing depends on how long the bot takes.
 * Messages are told apart by their ids, which rise: `next` is what came after what was there when something was done.
 */
export class Chat {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The page shows its state and follows the events. */
  async ready(): Promise<void> {
    await this.page.locator('html[data-link=up]').waitFor({ state: 'attached' });
  }

  /** All messages on screen, oldest first. */
  messages(): Locator {
    return this.page.getByRole('log').getByRole('article');
  }

  message(id: string): Locator {
    return this.page.locator(`article[data-message="${id}"]`);
  }

  /** The id of the newest message on screen; empty when there is none. */
  async lastId(): Promise<string> {
    const ids = await this.messages().evaluateAll((all) => all.map((each) => each.getAttribute('data-message') ?? ''));
    return ids.reduce((newest, id) => (id > newest ? id : newest), '');
  }

  /** Does something and returns the app's first message that came after it. */
  async next(act: () => Promise<unknown>): Promise<Locator> {
    const before = await this.lastId();
    await act();
    return await this.#after(before, 'bot');
  }

  /** Does something and returns the app's first card that came after it: lines that tell of something else may come in between. */
  async nextCard(act: () => Promise<unknown>): Promise<Locator> {
    const before = await this.lastId();
    await act();
    return this.cardIn(await this.#after(before, 'bot', '.card'));
  }

  /** Writes a text without waiting for anything but its own message. */
  async write(text: string): Promise<void> {
    const before = await this.lastId();
    const box = this.composer();
    await box.fill(text);
    await box.press('Enter');
    await this.#after(before, 'me');
  }

  /** Writes a text and returns the app's first message after it. */
  async send(text: string): Promise<Locator> {
    return await this.next(async () => {
      const box = this.composer();
      await box.fill(text);
      await box.press('Enter');
    });
  }

  /** Writes a text and returns the card that answers it. */
  async ask(text: string): Promise<Locator> {
    return this.cardIn(await this.send(text));
  }

  /** The box for messages or new posts, in whatever language. */
  composer(): Locator {
    return this.page.locator('.composer-place textarea');
  }

  cardIn(message: Locator): Locator {
    return message.locator('.card');
  }

  /** The newest card on screen now, held by its message's id: it does not jump to one that comes later. */
  lastCard(): Promise<Locator> {
    return this.#newest(this.messages().filter({ has: this.page.locator('.card') }));
  }

  /** The newest card that shows this text, as soon as there is one: for what comes into a chat from elsewhere. */
  cardWith(text: string): Promise<Locator> {
    return this.#newest(this.messages().filter({ has: this.page.locator('.card'), hasText: text }));
  }

  async #newest(cards: Locator): Promise<Locator> {
    await cards.first().waitFor();
    const id = await cards.last().getAttribute('data-message');
    return this.cardIn(this.message(id ?? ''));
  }

  /**
   * Presses a button of a card, also one under "More options", and waits until the press is done:
   * the card is no longer busy, was replaced, or has a status line.
   */
  async press(card: Locator, name: Name): Promise<void> {
    await this.#click(card, name);
    await card.and(this.page.locator('[aria-busy=true]')).waitFor({ state: 'detached' });
  }

  /** Presses and returns the app's new message. */
  async pressForMessage(card: Locator, name: Name): Promise<Locator> {
    return await this.next(() => this.#click(card, name));
  }

  async #click(card: Locator, name: Name): Promise<void> {
    const button = card.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
    const more = card.locator('.ac-pushButton', { hasText: /^\.\.\.$/ }).last();
    if ((await button.count()) === 0 && (await more.count()) > 0) {
      await more.click();
      await this.page.getByRole('menuitem', { name }).click();
      return;
    }
    await button.click();
  }

  /** Chooses from a typeahead: types, waits for the answer, takes the row. */
  async choose(card: Locator, label: Name, text: string, option: Name): Promise<void> {
    const box = card.getByRole('combobox', { name: label });
    await box.fill(text);
    await card.getByRole('option', { name: option }).first().click();
  }

  /** Opens a chat or channel from the list. */
  async go(name: Name): Promise<void> {
    const back = this.page.locator('.head-back');
    if (await back.isVisible()) await back.click();
    await this.page.locator('.list').getByRole('link', { name }).click();
    // On a narrow page the list goes and the messages come: until they are there, each of them would look like a new one.
    await this.page.getByRole('log').waitFor();
  }

  /** A post with its replies. */
  thread(text: Name): Locator {
    return this.page.getByRole('log').getByRole('region').filter({ hasText: text });
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** The first message of the app, or of the person, that is newer than the one with this id. */
  async #after(last: string, from: 'bot' | 'me', holding = '*'): Promise<Locator> {
    const newer = await this.page.waitForFunction(
      ([id, writer, part]) => {
        const { document } = globalThis as unknown as PageWindow;
        const ids = [...document.querySelectorAll(`[role=log] article[data-from=${writer}]:has(${part})`)].map(
          (each) => each.dataset.message,
        );
        // Not the first on the page: in a channel older threads stand above newer ones.
        return ids.filter((each) => each > (id ?? '')).reduce((least, each) => (least === '' || each < least ? each : least), '');
      },
      [last, from, holding],
    );
    return this.message(await newer.jsonValue());
  }
}
