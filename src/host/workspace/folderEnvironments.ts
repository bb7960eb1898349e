import {
  Disposable,
  EventEmitter,
  RelativePattern,
  workspace,
  type Event,
  type Uri,
  type WorkspaceFolder,
} from "vscode";
import type { Environment, EnvironmentHeader } from "../../core/environment/environment";
import { descriptionFile, findEnvironments } from "../../core/environment/findEnvironments";
import { loadEnvironment } from "../../core/environment/loadEnvironment";
import { createHostPacer } from "../hostPacer";
import { environmentsFolderOf } from "./environmentsFolder";
import { VscodeFileSystem } from "./vscodeFileSystem";

/** What happened to the environments of a folder: one changed inside, or the list of them did. */
export interface EnvironmentsChange {
  /** Name of the environment whose definitions changed; undefined when the list itself did. */
  readonly environment: string | undefined;
}

/** How long to wait for more file events before reacting to a burst of them, in milliseconds. */
const coalescing = 150;

interface CachedEnvironment {
  loaded: Environment | undefined;
  loading: Promise<Environment> | undefined;
  /** Files that changed since they were read. */
  stale: Set<string>;
}

/**
 * The environments of one workspace folder: read when somebody asks, kept until their files change. After a change only
 * the changed files are read again.
 */
export class FolderEnvironments implements Disposable {
  readonly fs: VscodeFileSystem;
  /** Path below the workspace folder, as it was set when this was made. */
  readonly environmentsFolder: string;
  readonly onDidChange: Event<EnvironmentsChange>;

  private readonly changed = new EventEmitter<EnvironmentsChange>();
  private readonly subscriptions: Disposable[];
  private readonly cache = new Map<string, CachedEnvironment>();
  private headers: Promise<EnvironmentHeader[]> | undefined;
  private pending = new Map<string | undefined, Set<string>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly folder: WorkspaceFolder) {
    this.fs = new VscodeFileSystem(folder.uri);
    this.onDidChange = this.changed.event;
    this.environmentsFolder = environmentsFolderOf(folder);
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(folder, `${this.environmentsFolder}/**`),
    );
    const note = (uri: Uri): void => this.noteChange(uri);
    this.subscriptions = [
      this.changed,
      watcher,
      watcher.onDidCreate(note),
      watcher.onDidChange(note),
      watcher.onDidDelete(note),
    ];
  }

  /** The environments, without their definitions. Rejects with a FileAccessError when they can't be listed. */
  async list(): Promise<readonly EnvironmentHeader[]> {
    this.headers ??= findEnvironments(this.fs, this.environmentsFolder);
    try {
      return await this.headers;
    } catch (error) {
      this.headers = undefined;
      throw error;
    }
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
      previous: loaded && { environment: loaded, isStale: (file) => stale.has(file) },
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

  /** What has been read of an environment, without reading it. */
  peek(header: EnvironmentHeader): Environment | undefined {
    return this.cache.get(header.name)?.loaded;
  }

  /** Forgets everything, so that it is read again. */
  refresh(): void {
    this.headers = undefined;
    this.cache.clear();
    this.changed.fire({ environment: undefined });
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

  private noteChange(uri: Uri): void {
    const root = `${this.folder.uri.path.replace(/\/$/, "")}/`;
    const file = uri.path.startsWith(root) ? uri.path.slice(root.length) : "";
    const steps = file.slice(this.environmentsFolder.length + 1).split("/");
    if (steps.at(-1)?.startsWith(".")) {
      // Temporary files of a write; its end is an event of its own.
      return;
    }
    const [environment] = steps;
    const isInside = steps.length > 1 && steps[1] !== descriptionFile;
    const key = isInside ? environment : undefined;
    const files = this.pending.get(key);
    if (files) {
      files.add(file);
    } else {
      this.pending.set(key, new Set([file]));
    }
    this.timer ??= setTimeout(() => this.react(), coalescing);
  }

  private react(): void {
    const { pending } = this;
    this.pending = new Map();
    this.timer = undefined;
    for (const [environment, files] of pending) {
      if (environment !== undefined) {
        files.forEach((file) => this.cachedEnvironment(environment).stale.add(file));
      }
    }
    if (pending.has(undefined)) {
      this.headers = undefined;
      this.changed.fire({ environment: undefined });
      return;
    }
    for (const environment of pending.keys()) {
      this.changed.fire({ environment });
    }
  }
}
