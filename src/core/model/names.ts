import { text } from "../schema/checked";

/** Name of a resource, field or key: a letter, then letters, digits or `_`. */
export const name = text({
  pattern: /^[A-Za-z][A-Za-z0-9_]{0,99}$/,
  be: "a letter, then letters, digits or _, at most 100 characters",
});

/** Text shown to people; never empty, since a row without a label can't be told from a broken one. */
export const label = text({ pattern: /\S/, be: "text, not empty" });

const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * Whether Windows keeps a name of a file or folder for a device: `CON`, `aux.json`, `Lpt1.tar.gz`. What follows the first dot, and
 * spaces before it, don't count. Source: "Naming Files, Paths, and Namespaces" in Microsoft's Win32 documentation.
 */
export function isReservedOnWindows(fileName: string): boolean {
  const [stem = ""] = fileName.split(".", 1);
  return deviceName.test(stem.trimEnd());
}
