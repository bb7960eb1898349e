#!/usr/bin/env -S node --import tsx
/**
 * Stands in for the VS Code executable where tests run: takes its command-line arguments, runs the extension's tests
 * in the server build and a headless browser, prints what the extension host prints, and exits with the tests' code.
 */
import { runTestsInBrowser } from "./runTestsInBrowser";
import { parseEditorArguments } from "./editorArguments";
import { runMain } from "./report";

runMain(async () => {
  process.exit(await runTestsInBrowser(parseEditorArguments(process.argv.slice(2))));
});
