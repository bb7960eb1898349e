import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from "vscode";
import { targetName, type FoundPlace } from "../imports/importPlace";
import { environmentIcon } from "../tree/treeItems";

/** Asks for one of several environments, each with a few words on what was found there; the only one is taken without a question. */
export async function chooseImportPlace<T>(
  places: readonly FoundPlace<T>[],
  words: { readonly title: string; readonly placeHolder: string; readonly describe: (found: T) => string },
): Promise<FoundPlace<T> | undefined> {
  const [only, ...others] = places;
  if (!only || others.length === 0) {
    return only;
  }
  const folders = new Set(places.map(({ folder }) => folder));
  const picks: (QuickPickItem & { readonly place?: FoundPlace<T> })[] = [...folders].flatMap((folder) => [
    ...(folders.size > 1 ? [{ label: folder.folder.name, kind: QuickPickItemKind.Separator }] : []),
    ...places
      .filter((place) => place.folder === folder)
      .map((place) => ({
        label: targetName(place),
        description: l10n.t("{0} · {1}", place.header.name, words.describe(place.found)),
        iconPath: new ThemeIcon(environmentIcon(place.header.description?.purpose)),
        place,
      })),
  ]);
  const chosen = await window.showQuickPick(picks, {
    title: words.title,
    placeHolder: words.placeHolder,
    matchOnDescription: true,
  });
  return chosen?.place;
}
