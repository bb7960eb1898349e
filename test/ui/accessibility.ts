import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FrameLocator } from "playwright-core";

const axe = readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core has against the page in a webview by WCAG 2.1, levels A and AA. */
export async function accessibilityProblems(webview: FrameLocator): Promise<string[]> {
  const page = await webview.locator("html").elementHandle();
  const frame = await page?.ownerFrame();
  if (!frame) {
    throw new Error("There is no webview.");
  }
  await frame.evaluate(axe);
  const violations = await frame.evaluate<AxeViolation[]>(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }).then((result) => result.violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // VS Code gives the body of every webview a role.
      .filter(({ html }) => !(id.startsWith("aria-") && html.startsWith("<body")))
      .map(({ html, failureSummary = "" }) => `${id}: ${html}\n${failureSummary}`),
  );
}
