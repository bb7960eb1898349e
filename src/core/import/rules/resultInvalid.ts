import { resourceTypeOf } from "../../resources/registry";
import { nameCase } from "../../checks/checkEntity";
import type { Entity } from "../../model/entity";
import type { Definition } from "../../resources/resourceType";
import type { JsonPath } from "../../schema/checked";
import type { SetupAction } from "../setupAction";
import { fieldsOfChangedType } from "./typeChanged";
import { inPackage, inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/**
 * Both definitions are valid, but what comes of them isn't: names that differ only in letter case, a minimum of one
 * above the maximum of the other.
 */
export const resultInvalid: ResourceRule = {
  check: (subject) => {
    const { resource, action, incoming, target, after, changes } = subject;
    const type = resourceTypeOf(resource.ref);
    if (!incoming || !target || !after || changes.length === 0) {
      return [];
    }
    const changedType = fieldsOfChangedType(subject);
    const issues = type.check(after).filter(({ path }) => !changedType.has(fieldNameAt(after, path)));
    return issues.map((issue) => {
      const isNameCase = issue.about === nameCase;
      // Add only brings a part under its own name as well.
      const useless: readonly SetupAction[] = isNameCase ? ["merge", "add"] : ["merge"];
      return {
        rule: isNameCase ? "name-case" : issue.code,
        severity: "error",
        message: `${subjectName(subject)} would not be valid after the import: ${issue.message}`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy: byStrength.filter((other) => other !== action && !useless.includes(other)),
      };
    });
  },
};

/** The order in which actions are offered: what does most first. */
const byStrength: readonly SetupAction[] = ["overwrite", "merge", "add", "skip"];

/** Name of the field that an issue is in; undefined for issues elsewhere. */
function fieldNameAt(definition: Definition, [list, index]: JsonPath): string | undefined {
  const fields = definition["fields"];
  return list === "fields" && Array.isArray(fields)
    ? (fields as Entity["fields"])[Number(index)]?.name
    : undefined;
}
