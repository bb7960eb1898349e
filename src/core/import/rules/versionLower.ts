import type { Environment } from "../../environment/environment";
import type { ImportHistory } from "../../history/importHistory";
import type { ImportRecord } from "../../history/importRecord";
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
    for (const record of history.standing) {
      const { package: earlier, at } = record;
      const isHigher =
        earlier.name === name &&
        earlier.version !== undefined &&
        compareVersions(earlier.version, highest?.version ?? version) > 0 &&
        !isReplaced(record, target, history);
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

/** Whether everything that an import wrote is now what another one of the same package left: then nothing of it can be taken back. */
function isReplaced(record: ImportRecord, target: Environment, history: ImportHistory): boolean {
  const left = record.resources.filter(({ sha256 }) => sha256 !== undefined);
  return (
    left.length > 0 &&
    left.every((resource) => {
      const now = target.resource(resource)?.sha256;
      return (
        now !== undefined &&
        now !== resource.sha256 &&
        history
          .importsOf(resource)
          .some((one) => one.record.package.name === record.package.name && one.resource.sha256 === now)
      );
    })
  );
}
