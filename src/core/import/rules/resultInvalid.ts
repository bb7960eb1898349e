import { nameCase } from "../../checks/nameCase";
import { idsOfPath } from "../../compare/partPaths";
import type { Entity } from "../../model/entity";
import { resourceTypeOf } from "../../resources/registry";
import type { Definition } from "../../resources/resourceType";
import type { JsonPath } from "../../schema/checked";
import { byStrength, type SetupAction } from "../setupAction";
import { fieldsOfChangedType } from "./typeChanged";
import { onBothSides, subjectName } from "./places";
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
        places: onBothSides(subject, idsOfPath(type.layout, after, issue.path)),
        resolvedBy: byStrength.filter((other) => other !== action && !useless.includes(other)),
      };
    });
  },
};

/** Name of the field that an issue is in; undefined for issues elsewhere. */
export function fieldNameAt(definition: Definition | undefined, [list, index]: JsonPath): string | undefined {
  const fields = definition?.["fields"];
  return list === "fields" && Array.isArray(fields)
    ? (fields as Entity["fields"])[Number(index)]?.name
    : undefined;
}
