import type { Locator, Page } from "playwright-core";

/** The Environments view. Rows are found by what a screen reader says of them: their label and description. */
export class EnvironmentsView {
  readonly tree: Locator;

  constructor(private readonly page: Page) {
    this.tree = page.getByRole("tree", { name: "Environments" });
  }

  row(name: string | RegExp): Locator {
    return this.tree.getByRole("treeitem", { name });
  }

  /** Unfolds rows one in another, from the top. */
  async unfold(...names: RegExp[]): Promise<void> {
    for (const name of names) {
      const row = this.row(name).first();
      await row.waitFor();
      if ((await row.getAttribute("aria-expanded")) === "false") {
        await row.click();
        // A click opens what can be opened and unfolds the rest; the key unfolds everything, and does no harm after it.
        await this.tree.press("ArrowRight");
        await this.row(name).and(this.page.locator("[aria-expanded=true]")).first().waitFor();
      }
    }
  }

  /**
   * Presses an inline action of an environment's row, and waits until what it opens is there. While the view is being read again, VS Code
   * doesn't say which row an action was for: then the command asks, and gets the same answer.
   */
  async act(environment: RegExp, action: string, opened: Locator): Promise<void> {
    const row = this.row(environment);
    await row.hover();
    await row.getByRole("button", { name: action }).click();
    const question = this.page.getByRole("option", { name: environment });
    const first = await Promise.any([
      opened.waitFor().then(() => "opened"),
      question.waitFor().then(() => "asked"),
    ]);
    if (first === "asked") {
      await question.click();
      await opened.waitFor();
    }
  }

  /** The text under the view's title when it has no rows. */
  welcome(text: string | RegExp): Locator {
    return this.page.getByText(text);
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name });
  }
}
