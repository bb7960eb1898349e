import type { EnvironmentState, ExportRow, RelatedRow } from "../../../../src/protocol/exportWizard";
import { initialModel, update, type Event, type Model } from "../../../../webview-ui/export-wizard/model";

/** Factories for the tests of the export wizard's model. */

export function row(name: string, overrides: Partial<ExportRow> = {}): ExportRow {
  const type = overrides.type ?? "entity";
  return { id: `${type}:${name}`, type, name, displayName: name, kind: "custom", parts: 1, ...overrides };
}

/** Two entities, A and B, and two picklists, P and Q. */
export const rows: readonly ExportRow[] = [
  row("A"),
  row("B"),
  row("P", { type: "picklist" }),
  row("Q", { type: "picklist" }),
];

export function environment(overrides: Partial<EnvironmentState> = {}): EnvironmentState {
  return {
    key: { folder: "file:///w", name: "dev" },
    displayName: "Development",
    types: [
      { id: "entity", singular: "entity", plural: "entities", parts: "fields", icon: "table" },
      { id: "picklist", singular: "picklist", plural: "picklists", parts: "entries", icon: "list" },
    ],
    actions: [],
    rows: [...rows],
    broken: [],
    preselected: [],
    suggestedName: "dev-2026-01-31",
    startsOver: false,
    ...overrides,
  };
}

export function related(id: string): RelatedRow {
  return { id, needs: ["A → P"], moreNeeds: 0 };
}

export function run(model: Model, ...events: Event[]): Model {
  return events.reduce(update, model);
}

/** A wizard that has heard of its environment. */
export function loaded(overrides: Partial<EnvironmentState> = {}): Model {
  return run(initialModel(), { kind: "loaded", environment: environment(overrides) });
}

export function select(...ids: string[]): Event {
  return { kind: "selected", ids, isSelected: true };
}

export function deselect(...ids: string[]): Event {
  return { kind: "selected", ids, isSelected: false };
}

/** The host's answer to the last question about related resources. */
export function answer(model: Model, ...ids: string[]): Event {
  return { kind: "relatedFound", request: model.related.request, rows: ids.map(related) };
}

/** In the last step, with A selected and P along. */
export function inPackageStep(): Model {
  const asked = run(loaded(), select("entity:A"), { kind: "next" });
  return run(asked, answer(asked, "picklist:P"), { kind: "next" });
}
