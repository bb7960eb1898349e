/**
 * A stand-in for VS Code's API where a test asks what the host part does by itself: import this before anything of `src/host` that runs.
 * It has what those parts use, and remembers what they show.
 */
import Module from "node:module";

type Listener<T> = (event: T) => unknown;

class Disposable {
  constructor(private readonly callOnDispose: () => unknown) {}

  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }

  dispose(): void {
    this.callOnDispose();
  }
}

class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();
  readonly event = (listener: Listener<T>): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    [...this.listeners].forEach((listener) => listener(event));
  }

  dispose(): void {
    this.listeners.clear();
  }
}

class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<undefined>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event };

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.cancelled.fire(undefined);
  }

  dispose(): void {
    this.cancelled.dispose();
  }
}

class CancellationError extends Error {}

class FileSystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}

  static parse(text: string, strict = false): Uri {
    const [, scheme, path = ""] = /^([a-z-]+):(?:\/\/)?(.*)$/iu.exec(text) ?? [];
    if (scheme === undefined && strict) {
      throw new Error(`${text} has no scheme.`);
    }
    return new Uri(scheme ?? "file", path);
  }

  static joinPath({ scheme, path }: Uri, ...segments: string[]): Uri {
    return new Uri(scheme, new URL([path, ...segments].join("/"), "file:///").pathname);
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

class RelativePattern {
  constructor(
    readonly base: Uri,
    readonly pattern: string,
  ) {}
}

class TreeItem {
  constructor(readonly label: string) {}
}

class ThemeIcon {
  constructor(readonly id: string) {}
}

class ThemeColor {
  constructor(readonly id: string) {}
}

class TabInputText {
  constructor(readonly uri: Uri) {}
}

export interface ShownMessage {
  readonly severity: "information" | "warning" | "error";
  readonly text: string;
}

/** As VS Code numbers them. */
const fileTypes = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

/** Files by their paths; what a watcher would tell is fired by the test. */
class FakeFiles {
  /** What is there instead of a file, by its path; reading it would never end. */
  readonly others = new Map<string, keyof typeof fileTypes>();
  readonly contents = new Map<string, Uint8Array>();
  readonly changed = new EventEmitter<Uri>();

  async stat(uri: Uri): Promise<{ size: number; type: number }> {
    const other = this.others.get(uri.path);
    return other === undefined
      ? { size: (await this.readFile(uri)).length, type: fileTypes.File }
      : { size: 0, type: fileTypes[other] };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    if (this.others.has(uri.path)) {
      return new Promise(() => undefined);
    }
    const content = this.contents.get(uri.path);
    if (!content) {
      throw new FileSystemError("FileNotFound");
    }
    return content;
  }
}

/** What happened in the VS Code of one test. */
export class FakeVscode {
  readonly messages: ShownMessage[] = [];
  /** Commands that were run, with their arguments. */
  readonly executed: unknown[][] = [];
  readonly registered = new Map<string, (...args: unknown[]) => unknown>();
  readonly files = new FakeFiles();
  isTrusted = true;
  /** What the user presses in the next message. */
  answer: string | undefined;

  readonly api = this.makeApi();

  private makeApi(): Record<string, unknown> {
    const show = (severity: ShownMessage["severity"]) => async (text: string) => {
      this.messages.push({ severity, text });
      const { answer } = this;
      this.answer = undefined;
      return answer;
    };
    const isTrusted = (): boolean => this.isTrusted;
    const { files } = this;
    return {
      FileType: fileTypes,
      ...{ Disposable, EventEmitter, CancellationTokenSource, CancellationError, FileSystemError },
      ...{ Uri, RelativePattern, TabInputText },
      ...{ TreeItem, ThemeIcon, ThemeColor },
      TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
      QuickPickItemKind: { Separator: -1, Default: 0 },
      ViewColumn: { Active: -1, Beside: -2 },
      ProgressLocation: { Notification: 15 },
      l10n: {
        t: (text: string, ...values: unknown[]) =>
          text.replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
      },
      commands: {
        executeCommand: async (...call: unknown[]) => void this.executed.push(call),
        registerCommand: (id: string, handler: (...args: unknown[]) => unknown) => {
          this.registered.set(id, handler);
          return new Disposable(() => this.registered.delete(id));
        },
      },
      window: {
        showInformationMessage: show("information"),
        showWarningMessage: show("warning"),
        showErrorMessage: show("error"),
        withProgress: (_options: unknown, work: (progress: unknown, token: unknown) => unknown) =>
          work({ report: () => undefined }, new CancellationTokenSource().token),
        tabGroups: { all: [] },
      },
      workspace: {
        get isTrusted() {
          return isTrusted();
        },
        asRelativePath: ({ path }: Uri) => path.replace(/^\//, ""),
        textDocuments: [],
        fs: files,
        createFileSystemWatcher: () => ({
          onDidChange: files.changed.event,
          onDidCreate: files.changed.event,
          onDidDelete: files.changed.event,
          dispose: () => undefined,
        }),
      },
    };
  }
}

let current = new FakeVscode();

/** A VS Code of its own for each test of the surrounding `describe`. */
export function useFakeVscode(): () => FakeVscode {
  beforeEach("start a VS Code", () => {
    current = new FakeVscode();
  });
  return () => current;
}

/** Modules take VS Code's parts when they are loaded, and find in them those of the test that runs. */
const vscode = {
  ...current.api,
  ...Object.fromEntries(
    ["commands", "window", "workspace"].map((part) => [
      part,
      new Proxy({}, { get: (_, name) => (current.api[part] as Record<PropertyKey, unknown>)[name] }),
    ]),
  ),
};

interface LoadingModule {
  _load(request: string, ...rest: unknown[]): unknown;
}
const loading = Module as unknown as LoadingModule;
const load = loading._load.bind(Module);
loading._load = (request, ...rest) => (request === "vscode" ? vscode : load(request, ...rest));

export const FakeUri = Uri;
export const FakeCancellationError = CancellationError;
