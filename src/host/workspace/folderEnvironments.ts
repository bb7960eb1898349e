import {
  Disposable,
  EventEmitter,
  RelativePattern,
  Uri,
  workspace,
  type Event,
  type TextDocument,
  type WorkspaceFolder,
} from "vscode";
import type { Environment, EnvironmentHeader } from "../../core/environment/environment";
import { findEnvironments } from "../../core/environment/findEnvironments";
import { descriptionFile } from "../../core/model/environmentDescription";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { stateFolderName } from "../../core/apply/stateFolder";
import { historyFileName } from "../../core/history/historyFile";
import { FileAccessError, type Codec, type FileSystem } from "../../core/ports";
import { createHostPacer } from "../hostPacer";
import { environmentsFolderOf } from "./environmentsFolder";
import { NotingFileSystem } from "./notingFileSystem";

/** What happened to the environments of a folder: one changed inside, or the list of them did. */
export interface EnvironmentsChange {
  /** Name of the environment whose definitions changed; undefined when the list itself did. */
  readonly environment: string | undefined;
  /** *imports*: only what is kept of imports into it changed, its history, its journals or its lock. */
  readonly concerns: "definitions" | "imports";
}

/** Gives the files below a folder. Which way to them is best depends on where they are, and on where this runs. */
export type OpenFolder = (folder: Uri) => FileSystem;

/** How long to wait for more file events before reacting to a burst of them, in milliseconds. */
const coalescing = 150;

interface CachedEnvironment {
  loaded: Environment | undefined;
  loading: Promise<Environment> | undefined;
  /** Files and folders that changed since they were read. */
  stale: Set<string>;
}

/**
 * The environments of one workspace folder: read when somebody asks, kept until their files change. After a change only
 * the changed files are read again. What is written through {@link fs} counts as changed at once; VS Code notices it a moment later.
 */
export class FolderEnvironments implements Disposable {
  /** The files of the workspace folder. */
  readonly fs: FileSystem;
  /** Path below the workspace folder, as it was set when this was made. */
  readonly environmentsFolder: string;
  readonly onDidChange: Event<EnvironmentsChange>;

  private readonly changed = new EventEmitter<EnvironmentsChange>();
  private readonly subscriptions: Disposable[];
  private readonly cache = new Map<string, CachedEnvironment>();
  private readonly unsaved = new Set<string>();
  /** How often what is kept of imports into an environment has changed, by its name. */
  private readonly importChanges = new Map<string, number>();
  /** How often that of all environments has, or may have. */
  private allImportChanges = 0;
  private headers: Promise<EnvironmentHeader[]> | undefined;
  private lastListed: readonly EnvironmentHeader[] = [];
  /** Paths of files and folders that changed and weren't reacted to yet. */
  private pending = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly folder: WorkspaceFolder,
    private readonly codec: Codec,
    openFolder: OpenFolder,
  ) {
    this.onDidChange = this.changed.event;
    this.environmentsFolder = environmentsFolderOf(folder);
    this.fs = new NotingFileSystem(openFolder(folder.uri), (path) => {
      if (path.startsWith(`${this.environmentsFolder}/`)) {
        this.noteChange(path);
      }
    });
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(folder, `${this.environmentsFolder}/**`),
    );
    const note = (uri: Uri): void => this.noteChange(this.pathOf(uri));
    this.subscriptions = [
      this.changed,
      watcher,
      watcher.onDidCreate(note),
      watcher.onDidChange(note),
      watcher.onDidDelete(note),
      workspace.onDidChangeTextDocument(({ document }) => this.noteUnsaved(document)),
      workspace.onDidSaveTextDocument((document) => this.noteUnsaved(document)),
      workspace.onDidCloseTextDocument((document) => this.noteUnsaved(document)),
    ];
    workspace.textDocuments.forEach((document) => this.noteUnsaved(document));
  }

  uri(path: string): Uri {
    return Uri.joinPath(this.folder.uri, path);
  }

  /** Definition files that are open with unsaved changes. Their environment counts as changed when one comes or goes. */
  get unsavedFiles(): ReadonlySet<string> {
    return this.unsaved;
  }

  /** The environments, without their definitions. Rejects with a FileAccessError when they can't be listed. */
  async list(): Promise<readonly EnvironmentHeader[]> {
    this.headers ??= findEnvironments(this.fs, this.environmentsFolder);
    try {
      this.lastListed = await this.headers;
      return this.lastListed;
    } catch (error) {
      this.headers = undefined;
      throw error;
    }
  }

  /** The environments as they were when they were last listed. */
  get listed(): readonly EnvironmentHeader[] {
    return this.lastListed;
  }

  /** An environment with its definitions, as they are now. */
  async load(header: EnvironmentHeader): Promise<Environment> {
    const cached = this.cachedEnvironment(header.name);
    if (cached.loading) {
      await cached.loading;
      return this.load(header);
    }
    if (cached.loaded?.header === header && cached.stale.size === 0) {
      return cached.loaded;
    }
    const { loaded, stale } = cached;
    cached.stale = new Set();
    cached.loading = loadEnvironment(this.fs, header, createHostPacer(), {
      codec: this.codec,
      previous: loaded && { environment: loaded, isStale: (file) => isAffected(file, stale) },
    });
    try {
      cached.loaded = await cached.loading;
      return cached.loaded;
    } catch (error) {
      cached.loaded = undefined;
      throw error;
    } finally {
      cached.loading = undefined;
    }
  }

  /** The environment of this name as its files are at this moment, whatever was noticed of them; undefined when there is none. */
  async loadAfresh(name: string): Promise<Environment | undefined> {
    this.headers = undefined;
    const header = await this.find(name);
    if (!header) {
      return undefined;
    }
    this.cachedEnvironment(name).stale.add(header.folder);
    return this.load(header);
  }

  /** The environments; none where they can't be listed, which the Environments view says in a row of its own. */
  async listOrNone(): Promise<readonly EnvironmentHeader[]> {
    try {
      return await this.list();
    } catch (error) {
      if (error instanceof FileAccessError) {
        return [];
      }
      throw error;
    }
  }

  /** The environment of this name, without its definitions; undefined when there is none. Rejects as {@link list} does. */
  async find(name: string): Promise<EnvironmentHeader | undefined> {
    return (await this.list()).find((header) => header.name === name);
  }

  /** What has been read of an environment, without reading it. */
  peek(header: EnvironmentHeader): Environment | undefined {
    return this.cache.get(header.name)?.loaded;
  }

  /** Another number than before when what is kept of imports into an environment may have changed since. */
  importsVersion(name: string): number {
    return this.allImportChanges + (this.importChanges.get(name) ?? 0);
  }

  /** Forgets everything, so that it is read again. */
  refresh(): void {
    this.headers = undefined;
    this.cache.clear();
    this.allImportChanges++;
    this.changed.fire({ environment: undefined, concerns: "definitions" });
  }

  dispose(): void {
    clearTimeout(this.timer);
    Disposable.from(...this.subscriptions).dispose();
  }

  private cachedEnvironment(name: string): CachedEnvironment {
    const known = this.cache.get(name);
    if (known) {
      return known;
    }
    const cached: CachedEnvironment = { loaded: undefined, loading: undefined, stale: new Set() };
    this.cache.set(name, cached);
    return cached;
  }

  private noteUnsaved({ uri, isDirty, isClosed }: TextDocument): void {
    const path = uri.scheme === this.folder.uri.scheme ? this.pathOf(uri) : "";
    const isUnsaved = isDirty && !isClosed;
    if (!path.startsWith(`${this.environmentsFolder}/`) || this.unsaved.has(path) === isUnsaved) {
      return;
    }
    if (isUnsaved) {
      this.unsaved.add(path);
    } else {
      this.unsaved.delete(path);
    }
    const environment = path.slice(this.environmentsFolder.length + 1).split("/")[0];
    this.changed.fire({ environment, concerns: "definitions" });
  }

  /** The path below the workspace folder; empty for what isn't in it. */
  private pathOf(uri: Uri): string {
    const root = `${this.folder.uri.path.replace(/\/$/, "")}/`;
    return uri.path.startsWith(root) ? uri.path.slice(root.length) : "";
  }

  /** What is known of a path that changed is forgotten at once; who listens hears of many changes together. */
  private noteChange(path: string): void {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name.startsWith(".") && name !== stateFolderName) {
      // Temporary files of a write; its end is an event of its own.
      return;
    }
    this.forget(path);
    this.pending.add(path);
    this.timer ??= setTimeout(() => this.tell(), coalescing);
  }

  /** Forgets what a changed file or folder says. */
  private forget(path: string): void {
    const { environment, inside } = this.partsOf(path);
    if (environment === undefined) {
      // The folder of all environments came, went or was replaced.
      this.cache.clear();
      this.headers = undefined;
      this.allImportChanges++;
    } else if (inside === undefined) {
      this.cache.delete(environment);
      this.headers = undefined;
      this.noteImportChange(environment);
    } else if (isKeptOfImports(inside)) {
      this.noteImportChange(environment);
    } else if (!inside.startsWith(".")) {
      // Folders with a dot hold no definitions.
      this.cachedEnvironment(environment).stale.add(path);
      if (inside === descriptionFile) {
        this.headers = undefined;
      }
    }
  }

  /** Tells which environments, or that the list of them, changed since this was told last. */
  private tell(): void {
    const changed = [...this.pending].map((path) => this.partsOf(path));
    this.pending = new Set();
    this.timer = undefined;
    if (changed.some(({ inside }) => inside === undefined || inside === descriptionFile)) {
      this.changed.fire({ environment: undefined, concerns: "definitions" });
      return;
    }
    for (const concerns of ["definitions", "imports"] as const) {
      const names = changed
        .filter(({ inside }) => isKeptOfImports(inside ?? "") === (concerns === "imports"))
        .map(({ environment }) => environment);
      new Set(names).forEach((environment) => this.changed.fire({ environment, concerns }));
    }
  }

  private noteImportChange(environment: string): void {
    this.importChanges.set(environment, (this.importChanges.get(environment) ?? 0) + 1);
  }

  /** The environment that a path is in, and its path in there; neither for what isn't below the folder of environments. */
  private partsOf(path: string): { readonly environment?: string; readonly inside?: string } {
    if (!path.startsWith(`${this.environmentsFolder}/`)) {
      return {};
    }
    const [environment, ...inside] = path.slice(this.environmentsFolder.length + 1).split("/");
    return environment ? { environment, ...(inside.length > 0 && { inside: inside.join("/") }) } : {};
  }
}

/** Whether a path in an environment's folder is of what is kept of imports, rather than of definitions. */
function isKeptOfImports(inside: string): boolean {
  return inside === historyFileName || inside === stateFolderName || inside.startsWith(`${stateFolderName}/`);
}

/** Whether a file, or a folder that it is in, is among the changed paths. */
function isAffected(file: string, changed: ReadonlySet<string>): boolean {
  for (let path = file; path !== ""; path = path.slice(0, Math.max(path.lastIndexOf("/"), 0))) {
    if (changed.has(path)) {
      return true;
    }
  }
  return false;
}
