import { compareVersions } from "../../package/compareVersions";
import { utcText } from "../../time";
import type { ImportRule } from "./rule";

/** A later version of the same package was imported here already; this one takes things back. */
export const versionLower: ImportRule = {
  check: ({ manifest }, target, { history }) => {
    const { name, version } = manifest;
    if (version === undefined) {
      return [];
    }
    let highest: { readonly version: string; readonly at: string } | undefined;
    for (const { package: earlier, at } of history.standing) {
      const isHigher =
        earlier.name === name &&
        earlier.version !== undefined &&
        compareVersions(earlier.version, highest?.version ?? version) > 0;
      if (isHigher) {
        highest = { version: earlier.version ?? "", at };
      }
    }
    return highest
      ? [
          {
            rule: "version-lower",
            severity: "warning",
            message: `The package ${name} has version ${version}, but ${target.displayName} got version ${highest.version} of it on ${utcText(highest.at)}; importing the lower version takes back what the higher one brought.`,
            places: [],
            resolvedBy: [],
          },
        ]
      : [];
  },
};
