import type { Environment } from "../environment/environment";
import { refKey } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import { foldCase } from "../text";

/** Finds resources of the target whose name is the same but for letter case. */
export class CaseTwins {
  private readonly byFoldedName = new Map<string, ResourceRef>();

  constructor(private readonly target: Environment) {
    for (const { ref } of [...target.resources, ...target.broken]) {
      this.byFoldedName.set(foldCase(refKey(ref)), ref);
    }
  }

  of(ref: ResourceRef): ResourceRef | undefined {
    if (this.target.resource(ref) || this.target.brokenResource(ref)) {
      return undefined;
    }
    return this.byFoldedName.get(foldCase(refKey(ref)));
  }
}
