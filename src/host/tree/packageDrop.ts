import { l10n, window, type DataTransfer, type TreeDragAndDropController } from "vscode";
import { parseUri, sourceOf, type PackageSource } from "../webviews/import/openedPackage";
import type { Row } from "./row";

/** What dropping a package on an environment does. */
export type OnPackageDropped = (row: Row, source: PackageSource) => void;

const uriList = "text/uri-list";
const files = "files";

/** Lets packages be dropped on environments, from the Explorer and from other programs. */
export function packageDrop(onDropped: OnPackageDropped): TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [],
    dropMimeTypes: [uriList, files],
    handleDrop: async (row, dropped) => {
      if (!row) {
        return;
      }
      const source = await packageIn(dropped);
      if (source) {
        onDropped(row, source);
      } else {
        // VS Code says nothing of what a drop rejects with.
        void window.showWarningMessage(
          l10n.t("Drop one package, a .zip file, on the environment to import it into."),
        );
      }
    },
  };
}

async function packageIn(dropped: DataTransfer): Promise<PackageSource | undefined> {
  const list = (await dropped.get(uriList)?.asString()) ?? "";
  // The format's own separator (RFC 2483), and comments begin with #.
  const lines = list.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
  const packages = lines.flatMap((line) => parseUri(line) ?? []).filter(({ path }) => isPackage(path));
  const [first] = packages;
  if (first) {
    return packages.length === 1 ? sourceOf(first) : undefined;
  }
  for (const [, item] of dropped) {
    const file = item.asFile();
    if (file && isPackage(file.name)) {
      return file.uri ? sourceOf(file.uri) : { name: file.name, bytes: await file.data() };
    }
  }
  return undefined;
}

function isPackage(path: string): boolean {
  return /\.zip$/iu.test(path);
}
