import { choiceTypes, type Field, type FieldType } from "../../model/entity";
import type { Severity } from "../finding";
import type { SetupAction } from "../setupAction";
import { fieldPairs, type FieldPair, type PairedSubject } from "./fieldPairs";
import { onBothSides } from "./places";
import type { ImportSubject, ResourceRule, UntoldFinding } from "./rule";

/**
 * For each type the ones that hold its values: for numbers within the 15 digits that JSON keeps, for texts of the same
 * length, for choices one in a list.
 */
const wider: Readonly<Partial<Record<FieldType, readonly FieldType[]>>> = {
  integer: ["bigInteger", "decimal", "number"],
  bigInteger: ["decimal"],
  decimal: ["number"],
  text: ["multilineText"],
  email: ["text", "multilineText"],
  phone: ["text", "multilineText"],
  url: ["text", "multilineText"],
  picklist: ["multiSelectPicklist"],
  date: ["dateTime"],
};

/** The field is there with another type: its stored values don't fit, or fit into a wider one. */
export const typeChanged: ResourceRule = {
  *check(subject) {
    for (const pair of fieldPairs(subject)) {
      const difference = findDifference(pair) ?? (subject.action === "add" ? findKeptList(pair) : undefined);
      yield difference && judge(subject, pair.incoming, difference);
    }
  },
};

/** Names of the fields whose change of type is a finding already, so that others needn't say what follows from it. */
export function fieldsOfChangedType(subject: PairedSubject): ReadonlySet<string | undefined> {
  const changed = fieldPairs(subject).filter((pair) => findDifference(pair)?.isWidening === false);
  return new Set(changed.map((pair) => pair.incoming.name));
}

interface Difference {
  /** "is text in the target and integer in the package" */
  readonly words: string;
  readonly isWidening: boolean;
}

function findDifference({ current, incoming }: FieldPair): Difference | undefined {
  if (current.type === incoming.type) {
    return undefined;
  }
  return {
    words: `is ${current.type} in the target and ${incoming.type} in the package`,
    isWidening: wider[current.type]?.includes(incoming.type) ?? false,
  };
}

/** Where Add only keeps the list behind a field; what comes of it otherwise takes the picklists on both sides to tell. */
function findKeptList({ current, incoming }: FieldPair): Difference | undefined {
  const isChoice = choiceTypes.has(current.type) && choiceTypes.has(incoming.type);
  if (!isChoice || (current.picklist === undefined) === (incoming.picklist === undefined)) {
    return undefined;
  }
  const words =
    current.picklist === undefined
      ? `has entries of its own in the target and uses the picklist ${incoming.picklist} in the package`
      : `uses the picklist ${current.picklist} in the target and has entries of its own in the package`;
  return { words, isWidening: false };
}

function judge(subject: ImportSubject, incoming: Field, difference: Difference): UntoldFinding {
  const { severity, consequence, resolvedBy } = consequenceOf(subject, difference);
  return {
    rule: "type-changed",
    severity,
    resolvedBy,
    tell: () => ({
      message: `The field ${incoming.displayName} (${incoming.name}) of ${subject.resource.displayName} ${difference.words}; ${consequence}`,
      places: onBothSides(subject, ["fields", incoming.name, "type"]),
    }),
  };
}

interface Consequence {
  readonly severity: Severity;
  /** What follows from it, and the sentence's end. */
  readonly consequence: string;
  readonly resolvedBy: readonly SetupAction[];
}

function consequenceOf({ action }: ImportSubject, { isWidening }: Difference): Consequence {
  if (action === "add") {
    return { severity: "information", consequence: "Add only keeps the target's.", resolvedBy: [] };
  }
  if (isWidening) {
    return {
      severity: "warning",
      consequence: "it is widened, which can't be taken back without losing values.",
      resolvedBy: ["add", "skip"],
    };
  }
  if (action === "overwrite") {
    return {
      severity: "removal",
      consequence: "overwriting it loses the values stored in it.",
      resolvedBy: ["add", "skip"],
    };
  }
  return {
    severity: "error",
    consequence:
      "the values stored in it would be lost. Choose Overwrite to accept that, or Add only or Skip to keep it.",
    resolvedBy: ["overwrite", "add", "skip"],
  };
}
