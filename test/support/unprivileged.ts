/** A user who owns nothing, on any Unix. */
const nobody = 65534;

/** Why permissions can't be tested here; undefined when they can. */
export function whyNoPermissions(): string | undefined {
  return process.getuid === undefined ? "this system has no Unix permissions" : undefined;
}

/** Runs something as a user to whom permissions apply: as nobody, if the tests run as root. */
export async function asUnprivileged<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) {
    return action();
  }
  process.seteuid?.(nobody);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}
