import { measure } from "../measure";
import { createPlatform } from "./environment";
import { readPackage } from "./package";

measure(
  ({ packageFile }) => readPackage(packageFile, createPlatform()),
  ({ resources }) => ({ resources: resources.length }),
);
