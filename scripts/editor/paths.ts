import path from "node:path";

/** The repository's root, which is also the folder that VS Code loads the extension from. */
export const projectFolder = path.resolve(__dirname, "..", "..");

/** Git-ignored: what is fetched once and kept, such as the VS Code server build. */
export const editorCache = path.join(projectFolder, ".vscode-test");
