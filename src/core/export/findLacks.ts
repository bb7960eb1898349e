import type { Environment, Problem } from "../environment/environment";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { JsonPath } from "../schema/checked";
import { originMissing } from "../checks/checkOrigins";

/**
 * What keeps exported resources from being imported anywhere as they are, because the source itself lacks it or has it wrong: picklists,
 * targets and fields that aren't there, defaults that don't fit, needed resources whose files are broken, and parts that stay behind
 * since they don't say their origin.
 */
export function findLacks(environment: Environment, exported: readonly ResourceRef[]): Problem[] {
  const keys = new Set(exported.map(refKey));
  const needed = new Set<string>();
  const byFile = new Map<string, { readonly whole: Definition; readonly portable: Definition }>();
  for (const ref of exported) {
    const resource = environment.resource(ref);
    const portable = resource && resourceTypeOf(ref).portable(resource.definition);
    if (portable) {
      byFile.set(resource.file, { whole: resource.definition, portable });
      for (const { to } of resourceTypeOf(ref).references(portable)) {
        needed.add(refKey(to));
      }
    }
  }
  const own = environment.problems.filter(({ file, severity, code, path = [] }) => {
    const definitions = severity === "error" ? byFile.get(file) : undefined;
    return (
      definitions !== undefined &&
      (code === originMissing || travels(definitions.whole, definitions.portable, path))
    );
  });
  const broken = environment.broken.filter(({ ref }) => needed.has(refKey(ref)) && !keys.has(refKey(ref)));
  return [...own, ...broken.flatMap(({ problems }) => problems.slice(0, 1))];
}

/** Whether what is at a path is among the parts that travel, which are the very objects of the whole. */
function travels(whole: Definition, portable: Definition, [list, index]: JsonPath): boolean {
  if (whole === portable) {
    return true;
  }
  const [all, some] = [whole[String(list)], portable[String(list)]];
  return Array.isArray(all) && Array.isArray(some) && some.includes(all[Number(index)]);
}
