import type { ExtensionContext } from "vscode";

export function activate(_context: ExtensionContext): void {
  // Filled in with the Environments view.
}
