import { canonicalHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import type { ImportPlan, PlanItem } from "../import/importPlan";
import { canonicalJson } from "../json/canonicalJson";
import { giveWay, type Platform } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { PackagedDefinition } from "./journal";

/**
 * What a package has of those of its resources of which the import leaves something else: of all others it follows from what is left.
 * `target` is what it is imported into, loaded with a codec. Rejects only when the pacer's job is cancelled.
 */
export async function packagedDefinitions(
  plan: ImportPlan,
  target: Environment,
  platform: Platform,
): Promise<PackagedDefinition[]> {
  const packaged: PackagedDefinition[] = [];
  for (const item of plan.items) {
    const { ref, resource } = item;
    if (resource.definition && (await leavesOther(item, target, platform))) {
      const bytes = canonicalJson(resourceTypeOf(ref).shape, resource.definition);
      packaged.push({ ref, content: { bytes, sha256: resource.sha256 } });
    }
    await giveWay(platform.pacer);
  }
  return packaged;
}

async function leavesOther(
  { ref, outcome, resource, after }: PlanItem,
  target: Environment,
  { codec }: Platform,
): Promise<boolean> {
  const isConcerned = outcome === "create" || outcome === "update" || outcome === "unchanged";
  if (!isConcerned || !after || after === resource.definition) {
    return false;
  }
  if (outcome === "unchanged" && target.resource(ref)?.sha256 === resource.sha256) {
    return false;
  }
  const portion = resourceTypeOf(ref).portable(after);
  return !portion || (await canonicalHash(codec, ref.type, portion)) !== resource.sha256;
}
