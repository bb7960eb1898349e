import { isDialogOpen } from "../shared/dialog";

/** Takes packages that are dropped anywhere on the page. */
export interface DropHandlers {
  readonly onUris: (uris: readonly string[]) => void;
  readonly onFile: (name: string, bytes: Uint8Array<ArrayBuffer>) => void;
  /** Something else, or more than one, was dropped. */
  readonly onUnfit: (message: string) => void;
}

const uriList = "text/uri-list";
/** How VS Code names what is dragged out of its Explorer. */
const explorerUris = "application/vnd.code.uri-list";
/** More bytes than a package may have when it is unpacked. */
const mostBytes = 1024 * 1024 * 1024;

export function acceptDrops(target: HTMLElement, handlers: DropHandlers): void {
  target.addEventListener("dragover", (event) => {
    // Left to the browser, it would open what is dropped.
    event.preventDefault();
    if (isDialogOpen()) {
      if (event.dataTransfer) {
        event.dataTransfer.dropEffect = "none";
      }
      return;
    }
    target.classList.add("drop-target");
  });
  target.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node) || !target.contains(event.relatedTarget)) {
      target.classList.remove("drop-target");
    }
  });
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove("drop-target");
    // What a dialog is about must not be replaced behind it.
    if (event.dataTransfer && !isDialogOpen()) {
      void take(event.dataTransfer, handlers);
    }
  });
}

async function take(dropped: DataTransfer, { onUris, onFile, onUnfit }: DropHandlers): Promise<void> {
  const list = dropped.getData(explorerUris) || dropped.getData(uriList);
  // The format's own separator is CR LF (RFC 2483), and comments begin with #.
  const uris = list.split(/\r?\n/u).filter((line) => line !== "" && !line.startsWith("#"));
  if (uris.length > 0) {
    onUris(uris);
    return;
  }
  const [file, ...others] = dropped.files;
  if (!file || others.length > 0 || !/\.zip$/iu.test(file.name)) {
    onUnfit("Drop one package, a .zip file.");
  } else if (file.size > mostBytes) {
    onUnfit(`${file.name} is larger than a package may be.`);
  } else {
    onFile(file.name, new Uint8Array(await file.arrayBuffer()));
  }
}
