import type { ImportResult, ImportRow, PlanSummary } from "../../../../src/protocol/importWizard";
import { initialModel, update, type Event, type Model } from "../../../../webview-ui/import-wizard/model";

/** Rows, plans and models for the tests of the import wizard's view. */

export const dev = { folder: "file:///w", name: "dev" };
export const staging = { folder: "file:///w", name: "staging" };

export function row(name: string, overrides: Partial<ImportRow> = {}): ImportRow {
  return {
    id: `entity:${name}`,
    type: "entity",
    name,
    displayName: name,
    kind: "custom",
    parts: 1,
    isRelated: false,
    action: "merge",
    ...overrides,
  };
}

export function plan(
  overrides: Partial<NonNullable<ImportRow["plan"]>> = {},
): NonNullable<ImportRow["plan"]> {
  return { outcome: "create", changes: 0, errors: 0, warnings: 0, ...overrides };
}

export function summary(overrides: Partial<PlanSummary> = {}): PlanSummary {
  return {
    outcomes: { create: 1, update: 0, unchanged: 0, skip: 0, blocked: 0 },
    findings: { error: 0, removal: 0, warning: 0, information: 0 },
    general: [],
    preexisting: [],
    morePreexisting: 0,
    mended: [],
    moreMended: 0,
    removals: [],
    ...overrides,
  };
}

export const result: ImportResult = {
  outcome: "imported",
  target: "Development",
  message: "1 resource was imported into Development.",
  rows: [],
  canRetry: false,
  canRollBack: false,
};

export const targetsKnown: Event = {
  kind: "targetsKnown",
  types: [{ id: "entity", singular: "entity", plural: "entities", parts: "fields", icon: "table" }],
  actions: [{ id: "merge", label: "Merge", meaning: "Adds and updates." }],
  targets: [
    { key: dev, label: "Development (dev)" },
    { key: staging, label: "Staging (staging)" },
  ],
  target: dev,
  isInspecting: false,
  canImport: true,
};

export function packageOpened(
  rows: readonly ImportRow[],
  overrides: Partial<Extract<Event, { kind: "packageOpened" }>> = {},
): Event {
  return {
    kind: "packageOpened",
    package: {
      name: "spring",
      source: "Dev",
      createdAt: 0,
      generator: "envferry/1",
      file: "a.zip",
      counts: [],
    },
    rows,
    setups: {},
    uri: "file:///w/a.zip",
    ...overrides,
  };
}

export function after(model: Model, ...events: readonly Event[]): Model {
  return events.reduce(update, model);
}

/** A wizard that shows two rows with their plan, ready to import. */
export function reviewing(...more: readonly Event[]): Model {
  const rows = [row("con_A"), row("con_B")];
  return after(
    initialModel(),
    targetsKnown,
    packageOpened(rows),
    { kind: "planned", number: 1, rows: rows.map((one) => ({ ...one, plan: plan() })), summary: summary() },
    ...more,
  );
}
