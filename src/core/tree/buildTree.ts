import type { Environment, EnvironmentHeader, LoadedResource, Problem } from "../environment/environment";
import { descriptionFile } from "../model/environmentDescription";
import { ImportHistory } from "../history/importHistory";
import type { InterruptedImport } from "../import/targetConditions";
import { allResourceTypes, resourceTypeOf } from "../resources/registry";
import type { ResourceTypeId } from "../resources/resourceType";
import { historyNode } from "./historyTree";
import type {
  BrokenNode,
  EnvironmentNode,
  GroupNode,
  HistoryNode,
  MoreNode,
  PartNode,
  ResourceNode,
} from "./treeNode";

/** Rows of a group that are shown at once; more make an editor's tree slow to draw. */
export const groupPageSize = 1000;

/** The row of an environment; `loaded` is undefined until its definitions have been read. */
export function environmentNode(
  header: EnvironmentHeader,
  loaded: Environment | undefined,
  interrupted?: InterruptedImport,
): EnvironmentNode {
  return {
    kind: "environment",
    id: header.folder,
    environment: header.name,
    displayName: header.description?.displayName ?? header.name,
    description: header.description?.description,
    purpose: header.description?.purpose,
    isDefault: header.description?.default ?? false,
    file: `${header.folder}/${descriptionFile}`,
    problems: loaded?.problems,
    interrupted,
  };
}

/** A row for a description that is missing or broken, a group for each type of resource, and the history if there is one. */
export function environmentChildren(
  environment: Environment,
  history: ImportHistory = ImportHistory.none,
): (BrokenNode | GroupNode | HistoryNode)[] {
  const { header } = environment;
  const groups = allResourceTypes.map((type): GroupNode => ({
    kind: "group",
    id: groupId(environment, type.id),
    environment: environment.name,
    type: type.id,
    count: environment.ofType(type.id).length,
    broken: environment.broken.filter((resource) => resource.ref.type === type.id).length,
  }));
  const isDescribed = header.description !== undefined && header.problems.length === 0;
  const told = historyNode(header, history);
  return [...(isDescribed ? [] : [brokenDescription(header)]), ...groups, ...(told ? [told] : [])];
}

function brokenDescription(header: EnvironmentHeader): BrokenNode {
  const file = `${header.folder}/${descriptionFile}`;
  return {
    kind: "broken",
    id: file,
    environment: header.name,
    name: descriptionFile,
    file,
    problems: header.problems,
  };
}

/** The rows of a group, broken files first, then by display name; at most `limit` and a row for the rest. */
export function groupChildren(
  environment: Environment,
  type: ResourceTypeId,
  limit: number,
): (BrokenNode | ResourceNode | MoreNode)[] {
  const broken = environment.broken
    .filter((resource) => resource.ref.type === type)
    .map(({ ref, file, problems }): BrokenNode => ({
      kind: "broken",
      id: file,
      environment: environment.name,
      name: ref.name,
      file,
      problems,
    }));
  const sorted = environment
    .ofType(type)
    .sort((a, b) => byDisplayName.compare(a.definition.displayName, b.definition.displayName));
  const shown = sorted.slice(0, Math.max(0, limit - broken.length));
  const hidden = sorted.length - shown.length;
  const group = groupId(environment, type);
  const problems = groupByFile(environment.problems);
  return [
    ...broken,
    ...shown.map((resource) => resourceNode(environment, resource, problems.get(resource.file) ?? [])),
    ...(hidden > 0 ? [{ kind: "more" as const, id: `${group}/…`, group, hidden }] : []),
  ];
}

const byDisplayName = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function resourceNode(
  environment: Environment,
  { ref, file, definition }: LoadedResource,
  problems: readonly Problem[],
): ResourceNode {
  return {
    kind: "resource",
    id: file,
    environment: environment.name,
    ref,
    displayName: definition.displayName,
    isStandard: definition.kind === "standard",
    counts: resourceTypeOf(ref).counts(definition),
    file,
    problems,
  };
}

/** The fields or entries of a resource. */
export function resourceChildren({ ref, file, definition }: LoadedResource): PartNode[] {
  return resourceTypeOf(ref)
    .parts(definition)
    .map((part) => ({ kind: "part", id: `${file}/${part.name}`, part, file }));
}

export function groupId(environment: Environment, type: ResourceTypeId): string {
  return `${environment.header.folder}/${type}`;
}

function groupByFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) {
    const known = byFile.get(problem.file);
    if (known) {
      known.push(problem);
    } else {
      byFile.set(problem.file, [problem]);
    }
  }
  return byFile;
}
