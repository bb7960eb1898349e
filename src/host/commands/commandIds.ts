/** Every command that the extension registers; a test compares them with package.json. */
export const commandIds = {
  exportResources: "envferry.exportResources",
  importResources: "envferry.importResources",
  inspectPackage: "envferry.inspectPackage",
  refresh: "envferry.refresh",
  openSampleWorkspace: "envferry.openSampleWorkspace",
  newEnvironment: "envferry.newEnvironment",
  findResource: "envferry.findResource",
  openDefinition: "envferry.openDefinition",
  showMore: "envferry.showMore",
  undoLastImport: "envferry.undoLastImport",
  recoverImport: "envferry.recoverImport",
  showImportReport: "envferry.showImportReport",
  setImportSetup: "envferry.setImportSetup",
  skipInImport: "envferry.skipInImport",
  showImportDetails: "envferry.showImportDetails",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];
