import {
  commands,
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  l10n,
  Uri,
  window,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from "vscode";
import { describeInterrupted } from "../../core/apply/describeInterrupted";
import { describeRecord } from "../../core/history/describeRecord";
import type { ImportRecord } from "../../core/history/importRecord";
import { targetName, type ImportPlace } from "./importPlace";
import { importHost, type ImportServices } from "./importServices";
import { localTime, packageLabel } from "./importWords";

/** The scheme of the documents; package.json activates the extension for those that a window restores. */
export const importScheme = "envferry-import";

/** What stands for the import that was interrupted, which has no place in the history yet. */
const interruptedId = "interrupted";

interface Shown {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly environment: string;
  /** Of the import in the history, or {@link interruptedId}. */
  readonly id: string;
}

/**
 * Reports on imports as read-only Markdown documents. What one says is worked out from the environment's files whenever it is shown, so
 * that it is there again after a restart, and follows what becomes of the import.
 */
export class ImportDocuments implements FileSystemProvider, Disposable {
  readonly onDidChangeFile;
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  private readonly subscriptions: Disposable[];

  constructor(private readonly services: ImportServices) {
    this.onDidChangeFile = this.changed.event;
    this.subscriptions = [
      this.changed,
      workspace.registerFileSystemProvider(importScheme, this, { isReadonly: true, isCaseSensitive: true }),
      services.environments.onDidChange(({ environment, concerns }) => {
        if (concerns === "imports" || environment === undefined) {
          this.follow(environment);
        }
      }),
    ];
  }

  /** Shows the report of an import that the history tells of. */
  async show(place: ImportPlace, record: ImportRecord): Promise<void> {
    const title = l10n.t("Import of {0} into {1}", packageLabel(record), targetName(place));
    await this.open(place, record.id, title);
  }

  /** Shows what an import that was cut off has done so far, and what is missing. */
  async showInterrupted(place: ImportPlace): Promise<void> {
    await this.open(place, interruptedId, l10n.t("Interrupted import into {0}", targetName(place)));
  }

  watch(): Disposable {
    // What changes is told of all open documents.
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { length } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: Date.now(), size: length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.textOf(parse(uri)));
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    Disposable.from(...this.subscriptions).dispose();
  }

  private async open({ folder, header }: ImportPlace, id: string, title: string): Promise<void> {
    const shown: Shown = { folder: folder.folder.uri.toString(), environment: header.name, id };
    const uri = Uri.from({
      scheme: importScheme,
      // The tab shows the name; a slash would cut it off.
      path: `/${title.replaceAll(/[/\\]/gu, "-")}.md`,
      query: JSON.stringify(shown),
    });
    try {
      await commands.executeCommand("markdown.showPreview", uri);
    } catch {
      // VS Code's own Markdown extension can be switched off.
      await window.showTextDocument(uri, { preview: true });
    }
  }

  private async textOf(shown: Shown | undefined): Promise<string> {
    const folder = shown && this.services.environments.folderAt(shown.folder);
    const header = folder && (await folder.listOrNone()).find(({ name }) => name === shown.environment);
    if (!shown || !folder || !header) {
      return l10n.t("The environment that this import went into isn't there any more.");
    }
    if (shown.id === interruptedId) {
      const target = targetName({ folder, header });
      const text = await describeInterrupted(folder.fs, header.folder, target, importHost(this.services));
      return text ?? l10n.t("The import that was interrupted has been finished or rolled back.");
    }
    const { history } = await this.services.states.of(folder, header);
    const record = history.records.find(({ id }) => id === shown.id);
    return record
      ? describeRecord(record, {
          takenBack: history.takenBackBy(record.id),
          target: targetName({ folder, header }),
          localTime,
        })
      : l10n.t("The history of this environment doesn't tell of this import any more.");
  }

  private follow(environment: string | undefined): void {
    const open = new Set(
      workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === importScheme),
    );
    this.changed.fire(
      [...open]
        .filter((uri) => environment === undefined || parse(uri)?.environment === environment)
        .map((uri) => ({ type: FileChangeType.Changed, uri })),
    );
  }
}

/** Addresses may have been kept by another version, or made up. */
function parse({ query }: Uri): Shown | undefined {
  try {
    const value: unknown = JSON.parse(query);
    return isShown(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShown(value: unknown): value is Shown {
  return (
    typeof value === "object" &&
    value !== null &&
    "folder" in value &&
    typeof value.folder === "string" &&
    "environment" in value &&
    typeof value.environment === "string" &&
    "id" in value &&
    typeof value.id === "string"
  );
}
