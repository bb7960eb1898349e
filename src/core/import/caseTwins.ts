import type { BrokenResource, Environment, LoadedResource } from "../environment/environment";
import { refKey } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import { foldCase } from "../text";

/** A resource of the target, usable or not. */
export type CaseTwin = LoadedResource | BrokenResource;

/** Finds resources of the target whose name is the same but for letter case. */
export class CaseTwins {
  private readonly byFoldedName = new Map<string, CaseTwin>();

  constructor(private readonly target: Environment) {
    for (const resource of [...target.resources, ...target.broken]) {
      this.byFoldedName.set(foldCase(refKey(resource.ref)), resource);
    }
  }

  of(ref: ResourceRef): CaseTwin | undefined {
    if (this.target.resource(ref) || this.target.brokenResource(ref)) {
      return undefined;
    }
    return this.byFoldedName.get(foldCase(refKey(ref)));
  }
}
