import type { ResourceTypeId } from "../core/resources/resourceType";

/** Name of the codicon that stands for a type of resource, in the tree, in pickers and in the wizards. */
export function resourceIcon(type: ResourceTypeId): string {
  switch (type) {
    case "entity":
      return "table";
    case "picklist":
      return "list-unordered";
  }
}
