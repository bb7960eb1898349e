import { findTests, runSuites } from "../../scripts/test/runSuites";

/** What VS Code calls in the extension host: runs the bundles of the `.test.ts` files that lie beside this one's. */
export async function run(): Promise<void> {
  const { failed } = await runSuites(findTests(__dirname, ".test.cjs"), { timeoutSeconds: 30 });
  if (failed > 0) {
    throw new Error(`${failed} of the tests in VS Code failed.`);
  }
}
