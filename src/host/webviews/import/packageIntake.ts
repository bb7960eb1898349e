import { CancellationTokenSource, Disposable, l10n, RelativePattern, Uri, workspace } from "vscode";
import type { SetupAction } from "../../../core/import/setupAction";
import type { BodyOf } from "../../../protocol/contract";
import { askForPackage } from "./askForPackage";
import { openFrom, parseUri, sourceOf, type PackageSource } from "./openedPackage";
import type { Sent, WizardLink } from "./wizardLink";

/** Who has to know that a wizard gets a package. */
export interface PackageUser {
  /** Why the package that is shown must stay, in one sentence; undefined when another may take its place. */
  obstacle(): string | undefined;
  /** False once the import has ended: its result is about the package as it was. */
  isFollowing(): boolean;
  /** Called before another package takes the place of the one that is shown. */
  beforeChange(): void;
  afterChange(): Promise<void>;
}

/** Opens the packages that a wizard is given, and follows their files. */
export class PackageIntake implements Disposable {
  /** Set when the package can't be used; a view that is shown again must hear of it. */
  private refused: BodyOf<Sent, "packageRefused"> | undefined;
  private readonly closing = new CancellationTokenSource();
  private watcher: Disposable | undefined;
  /** Counts what is opened: only the last counts. */
  private opening = 0;
  private isOpening = false;
  /** Whether it was said that the file of the package that is shown can't be read. */
  private isMissing = false;

  constructor(
    private readonly link: WizardLink,
    private readonly user: PackageUser,
  ) {}

  /** Tells a view that has just loaded that there is no package, and why; false when there is one, or will be at once. */
  sayWhyNone(): boolean {
    if (this.link.session.opened || this.isOpening) {
      return false;
    }
    if (this.refused) {
      this.link.post("packageRefused", this.refused);
    } else {
      this.link.post("noPackage", {});
    }
    return true;
  }

  /** To be said where a package is chosen: why the one that was open can't be opened again. */
  refuse(file: string, ...messages: string[]): void {
    this.refused = { file, messages };
    this.link.post("packageRefused", this.refused);
  }

  async browse(): Promise<void> {
    const uri = await askForPackage();
    if (uri) {
      await this.open(sourceOf(uri));
    }
  }

  async openDropped(uris: readonly string[]): Promise<void> {
    const packages = uris.flatMap((uri) => parseUri(uri) ?? []).filter(({ path }) => /\.zip$/iu.test(path));
    const [first, ...others] = packages;
    if (!first || others.length > 0) {
      this.link.post("failed", { message: l10n.t("Drop one package, a .zip file.") });
      return;
    }
    await this.open(sourceOf(first));
  }

  /** Opens a package. Without `choices`, those made for the one that is shown hold on if it is the same file. */
  async open(source: PackageSource, choices?: Iterable<readonly [string, SetupAction]>): Promise<void> {
    const obstacle = this.user.obstacle();
    if (obstacle !== undefined) {
      // No failure of the import that is shown.
      this.link.post("noticed", { message: obstacle });
      return;
    }
    const turn = ++this.opening;
    this.isOpening = true;
    this.link.setBusy(l10n.t("Opening {0}", source.name));
    try {
      const outcome = await openFrom(source, this.link.services.codec, this.closing.token);
      if (turn !== this.opening || this.user.obstacle() !== undefined) {
        return;
      }
      this.isOpening = false;
      const { opened: before } = this.link.session;
      if (!outcome.ok) {
        this.refuseOpened(source, outcome.messages);
        return;
      }
      const isSame =
        before?.source.uri !== undefined && before.source.uri.toString() === source.uri?.toString();
      this.refused = undefined;
      this.isMissing = false;
      this.user.beforeChange();
      this.link.session.use(outcome.opened, choices ?? (isSame ? undefined : []));
      this.watch(source.uri);
      await this.user.afterChange();
    } finally {
      if (turn === this.opening) {
        this.isOpening = false;
        this.link.setBusy("");
      }
    }
  }

  dispose(): void {
    this.closing.cancel();
    this.closing.dispose();
    this.watcher?.dispose();
  }

  /** The package that is shown stays; where there is none, the reasons take its place. */
  private refuseOpened(source: PackageSource, messages: readonly string[]): void {
    if (this.link.session.opened) {
      const [first = "", ...others] = messages;
      const more = others.length === 0 ? "" : l10n.t(" There are {0} more reasons.", others.length);
      this.link.post("failed", {
        message: l10n.t("{0} can't be used: {1}{2}", source.name, first, more),
      });
      return;
    }
    // It may be mended, or copied completely only now.
    this.watch(source.uri);
    this.refuse(source.name, ...messages);
  }

  private watch(uri: Uri | undefined): void {
    this.watcher?.dispose();
    this.watcher = undefined;
    if (!uri) {
      return;
    }
    // Its own name may hold what means something in a pattern.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, ".."), "*"));
    const follow = (changed: Uri): void => {
      if (changed.path === uri.path) {
        this.link.inBackground(this.follow(uri));
      }
    };
    this.watcher = Disposable.from(
      watcher,
      watcher.onDidChange(follow),
      watcher.onDidCreate(follow),
      watcher.onDidDelete(follow),
    );
  }

  /** What was read stays usable when the file is deleted or broken; when it is another package now, that one is used. */
  private async follow(uri: Uri): Promise<void> {
    const { opened } = this.link.session;
    if (!opened) {
      await this.open(sourceOf(uri));
      return;
    }
    const mayFollow = (): boolean => this.user.isFollowing() && this.user.obstacle() === undefined;
    if (!mayFollow()) {
      return;
    }
    const outcome = await openFrom(opened.source, this.link.services.codec, this.closing.token);
    if (opened !== this.link.session.opened || !mayFollow()) {
      return;
    }
    const say = (message: string): void => this.link.post("noticed", { message });
    if (!outcome.ok) {
      this.isMissing = true;
      const [reason = ""] = outcome.messages;
      say(l10n.t("{0} What was read of it before is still shown and can be imported.", reason));
    } else if (outcome.opened.sha256 !== opened.sha256) {
      this.isMissing = false;
      this.user.beforeChange();
      this.link.session.use(outcome.opened);
      await this.user.afterChange();
      say(l10n.t("{0} was replaced by another package, which is shown now.", opened.source.name));
    } else if (this.isMissing) {
      this.isMissing = false;
      say(l10n.t("{0} is there again, with the same content.", opened.source.name));
    }
  }
}
