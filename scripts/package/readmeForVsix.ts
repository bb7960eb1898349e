/** Makes the README readable where the files around it are missing, as on the page that VS Code has for an extension. */
import { readFileSync } from "node:fs";
import path from "node:path";

import { Failure } from "../editor/report";

/**
 * Puts the pictures into the text, and leaves of links to the project's files only their words. With a public repository
 * this can go: once package.json names it, vsce makes addresses there of both.
 */
export function readmeForVsix(readme: string, folder: string): string {
  return readme.replace(
    /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g,
    (whole: string, mark: string, words: string, target: string) => {
      if (/^(?:[a-z]+:|#)/i.test(target)) {
        return whole;
      }
      return mark === "!" ? `![${words}](${pictureAddress(path.join(folder, target))})` : words;
    },
  );
}

function pictureAddress(file: string): string {
  const type = path.extname(file).slice(1);
  if (type !== "png" && type !== "gif") {
    throw new Failure(`The README shows ${file}: only PNG and GIF are shown wherever the README is.`);
  }
  return `data:image/${type};base64,${readFileSync(file).toString("base64")}`;
}
