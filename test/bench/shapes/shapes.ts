import { crowdShapes } from "./crowdShapes";
import { entityShapes } from "./entityShapes";
import { entryShapes } from "./entryShapes";
import type { Shape } from "./shape";

/** Every way in which a package can be large or hostile. */
export const shapes: readonly Shape[] = [...entryShapes, ...entityShapes, ...crowdShapes];
