/** Package names become file names: what Windows, macOS or Linux refuse in one is refused in the name. */

const longest = 100;
// From https://learn.microsoft.com/windows/win32/fileio/naming-a-file; the other systems forbid less.
const forbidden = /[<>:"/\\|?*\p{Cc}]/u;
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** Why a package can't have this name, in one sentence; undefined when it can. */
export function packageNameProblem(name: string): string | undefined {
  if (name.trim() === "") {
    return "Give the package a name.";
  }
  const [character] = forbidden.exec(name) ?? [];
  if (character !== undefined) {
    const shown = /\p{Cc}/u.test(character) ? "a control character" : character;
    return `No file name can have ${shown} in it; leave it out of the package's name.`;
  }
  if (reserved.test(name.trim())) {
    return `Windows reserves the name ${name.trim()}; choose another one.`;
  }
  if (name.trim().endsWith(".")) {
    return "A file name can't end with a dot; leave it out of the package's name.";
  }
  return name.trim().length > longest ? `The name may have at most ${longest} characters.` : undefined;
}

/** A name for the next package of an environment: what it came from and the day, `dev-2026-01-31`. */
export function suggestPackageName(environment: string, now: Date): string {
  const part = (n: number): string => String(n).padStart(2, "0");
  return `${environment}-${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}
