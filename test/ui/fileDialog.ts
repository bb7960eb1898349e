import type { Locator } from "playwright-core";
import { scaled } from "../../scripts/editor/timeScale";

/**
 * Gives what stands in the box of VS Code's file dialog as the answer, until the dialog has gone or `question` shows, with which it answers. While it
 * looks up what was typed, it takes no answer.
 */
export async function answerUntilTaken(box: Locator, question?: Locator): Promise<void> {
  const isTaken = async (): Promise<boolean> => {
    const taken = [box.waitFor({ state: "hidden", timeout: scaled(3_000) })];
    if (question) {
      taken.push(question.waitFor({ timeout: scaled(3_000) }));
    }
    return Promise.any(taken).then(
      () => true,
      () => false,
    );
  };
  do {
    await box.press("Enter");
  } while (!(await isTaken()));
}
