/** Where packages are saved, and looked for, unless somebody chooses another place; below the workspace folder. */
export const packagesFolder = "packages";
