/**
 * Files that are written beside the one that they are to become, and are gone as soon as that is in place. The dot keeps them out of
 * listings of definitions and environments, so that one which a crash left behind is never taken for one.
 */
const prefix = ".envferry-";
const suffix = ".tmp";

/** The name of a temporary file; `id` must be one that nobody else gets, of letters, digits and `-`. */
export function temporaryName(id: string): string {
  return `${prefix}${id}${suffix}`;
}

/** Whether the file of this name, without its folder, is a temporary one of ours. Where nothing is being written it is left from a crash. */
export function isTemporary(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix) && name.length > prefix.length + suffix.length;
}
