import { EventEmitter, Uri, workspace, type Disposable, type TextDocumentContentProvider } from "vscode";

/** The scheme of read-only documents that show states of definitions which are no files. */
export const documentScheme = "envferry-plan";

/**
 * Read-only documents about imports in preparation: what a definition is now, what it would be, what the package holds. Each is
 * shown again when what it shows changes.
 */
export class PlanDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly contents = new Map<string, () => string | Promise<string>>();
  private readonly registration = workspace.registerTextDocumentContentProvider(documentScheme, this);

  /**
   * Gives the address of a document whose text is asked for whenever it is shown. `owner` tells the documents of one wizard from
   * those of others; `side` says in words what it shows. VS Code writes the path beside what it compares, so only the file's name,
   * by which it also knows the language, and its folder are in there.
   */
  add(owner: string, side: string, file: string, text: () => string | Promise<string>): Uri {
    const uri = Uri.from({
      scheme: documentScheme,
      authority: owner,
      path: `/${side}/${shortPath(file)}`,
      query: file,
    });
    const isKnown = this.contents.has(uri.toString());
    this.contents.set(uri.toString(), text);
    if (isKnown) {
      this.changed.fire(uri);
    }
    return uri;
  }

  /** Shows the documents of a wizard again, because what they say may have changed. */
  refresh(owner: string): void {
    this.ofOwner(owner).forEach((uri) => this.changed.fire(uri));
  }

  /** Forgets the documents of a wizard that is closed. Those that are open keep what they show. */
  forget(owner: string): void {
    this.ofOwner(owner).forEach((uri) => this.contents.delete(uri.toString()));
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const text = this.contents.get(uri.toString());
    return text ? text() : "";
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private ofOwner(owner: string): Uri[] {
    return [...this.contents.keys()]
      .map((key) => Uri.parse(key))
      .filter(({ authority }) => authority === owner);
  }
}

function shortPath(file: string): string {
  return file.split("/").slice(-2).join("/");
}
