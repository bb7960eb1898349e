import { measure } from "../measure";
import { openPackage } from "./package";

measure(
  ({ packageFile }) => openPackage(packageFile),
  ({ resources }) => ({ resources: resources.length }),
);
