import type { Environment } from "../../environment/environment";
import type { Definition, DefinitionLookup, ResourceRef } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Needs } from "../needs";
import type { SetupAction } from "../setupAction";

/** The target as it will be, as far as the rules on several resources need to know it. */
export interface ResultingEnvironment extends DefinitionLookup {
  readonly target: Environment;
  readonly needs: Needs;
  /** The draft of a resource of the package, whatever becomes of it. */
  draftOf(ref: ResourceRef): Draft | undefined;
  /** A resource of target or package whose name differs only in letter case, where there is none of the very name. */
  twinOf(ref: ResourceRef): { readonly ref: ResourceRef; readonly side: "target" | "package" } | undefined;
  isBlocked(ref: ResourceRef): boolean;
  /** What would come of a resource of the package if this were chosen for it. */
  resultWith(draft: Draft, action: SetupAction): Definition | undefined;
}
