import { window, type QuickPickItem } from "vscode";
import type { FoundPlace } from "../imports/importPlace";
import { environmentPick } from "./environmentPick";

/** Asks for one of several environments, each with a few words on what was found there; the only one is taken without a question. */
export async function chooseImportPlace<T>(
  places: readonly FoundPlace<T>[],
  words: { readonly title: string; readonly placeHolder: string; readonly describe: (found: T) => string },
): Promise<FoundPlace<T> | undefined> {
  const [only, ...others] = places;
  if (!only || others.length === 0) {
    return only;
  }
  const picks = places.map((place): QuickPickItem & { readonly place: FoundPlace<T> } => ({
    ...environmentPick(place.folder, place.header, { after: [words.describe(place.found)] }),
    place,
  }));
  const chosen = await window.showQuickPick(picks, {
    title: words.title,
    placeHolder: words.placeHolder,
    matchOnDescription: true,
  });
  return chosen?.place;
}
