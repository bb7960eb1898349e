import type { SetupAction } from "../../../src/core/import/setupAction";
import type { Definition } from "../../../src/core/resources/resourceType";

/** What is imported into what. */
export interface ShapeContent {
  readonly package: readonly Definition[];
  readonly target: readonly Definition[];
}

/** A way in which a package can be large or hostile. */
export interface Shape {
  readonly name: string;
  /** How many of what it has many of. */
  readonly size: number;
  readonly action: SetupAction;
  readonly make: (size: number) => ShapeContent;
}
