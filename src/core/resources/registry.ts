import { entityType } from "./entityType";
import { picklistType } from "./picklistType";
import { resourceTypeIds, type ResourceRef, type ResourceType, type ResourceTypeId } from "./resourceType";

/** Every kind of resource that Envferry moves. */
export const resourceTypes: Readonly<Record<ResourceTypeId, ResourceType>> = {
  entity: entityType,
  picklist: picklistType,
};

export function resourceTypeOf(ref: { readonly type: ResourceTypeId }): ResourceType {
  return resourceTypes[ref.type];
}

/** The types in the order in which people see them and packages list them. */
export const allResourceTypes: readonly ResourceType[] = resourceTypeIds.map((id) => resourceTypes[id]);

/** One text for each resource, for maps and choices: `entity:con_Project`. */
export function refKey(ref: ResourceRef): string {
  return `${ref.type}:${ref.name}`;
}

/** Path of a definition inside an environment's folder or a package: `entities/con_Project.json`. */
export function definitionPath(ref: ResourceRef): string {
  return `${resourceTypeOf(ref).folder}/${ref.name}.json`;
}
