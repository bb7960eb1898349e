import { InvalidArgumentError, Option } from "commander";
import { setupActions, type SetupAction } from "../core/import/setupAction";
import { refKey } from "../core/resources/registry";
import { resourceTypeIds, type ResourceRef, type ResourceTypeId } from "../core/resources/resourceType";
import { Spellings } from "../core/spelling";
import { CommandFailure, exitCodes } from "./io";

export interface SetupFor {
  readonly ref: ResourceRef;
  readonly action: SetupAction;
}

export function setupOption(description: string): Option {
  return new Option("--setup <action>", description).choices([...setupActions]);
}

export function setupForOption(): Option {
  return new Option("--setup-for <type:name=action...>", "the setup action of single resources")
    .argParser((text, previous: SetupFor[] | undefined) => [...(previous ?? []), parseSetupFor(text)])
    .default([], "none");
}

/** Names of resources of one type, each by itself or several with commas between: names have none. */
export function namesOption(flags: string, description: string): Option {
  return new Option(flags, description)
    .argParser((text, previous: readonly string[] | undefined) => [...(previous ?? []), ...splitNames(text)])
    .default([], "none");
}

function splitNames(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** `--resource entity:con_Project`, for resources of every type. */
export function resourceOption(description: string): Option {
  return new Option("--resource <type:name...>", description)
    .argParser((text, previous: readonly ResourceRef[] | undefined) => [
      ...(previous ?? []),
      ...splitNames(text).map(parseRef),
    ])
    .default([], "none");
}

function parseRef(text: string): ResourceRef {
  const [, type, name] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  if (!isTypeId(type) || name === undefined) {
    throw new InvalidArgumentError(`It must be TYPE:NAME, with ${resourceTypeIds.join(" or ")} as TYPE.`);
  }
  return { type, name };
}

/** "entity:con_Project=skip" */
function parseSetupFor(text: string): SetupFor {
  const match = /^([a-z]+):([^=]+)=([a-z]+)$/.exec(text);
  const [, type, name, action] = match ?? [];
  if (!isTypeId(type) || name === undefined || !isAction(action)) {
    throw new InvalidArgumentError(
      `It must be TYPE:NAME=ACTION, with ${resourceTypeIds.join(" or ")} as TYPE and ${setupActions.join(", ")} as ACTION; name a file before it.`,
    );
  }
  return { ref: { type, name }, action };
}

function isTypeId(text: string | undefined): text is ResourceTypeId {
  return (resourceTypeIds as readonly (string | undefined)[]).includes(text);
}

function isAction(text: string | undefined): text is SetupAction {
  return (setupActions as readonly (string | undefined)[]).includes(text);
}

/**
 * The action of each resource as the options say. Ends the command when `--setup-for` names a resource that isn't
 * among those given, since a choice that has no effect is a typing error.
 */
export function setupFromOptions(
  setup: SetupAction | undefined,
  setupFor: readonly SetupFor[],
  available: readonly ResourceRef[],
  where: string,
): (ref: ResourceRef) => SetupAction | undefined {
  const spellings = new Spellings(available.map(refKey));
  const unknown = setupFor.filter(({ ref }) => !spellings.has(refKey(ref)));
  if (unknown.length > 0) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      ...unknown.map(
        ({ ref }) => `--setup-for names ${refKey(ref)}, which is not ${where}.${spellings.hint(refKey(ref))}`,
      ),
    );
  }
  const contradictory = setupFor.filter(({ ref, action }) =>
    setupFor.some((other) => refKey(other.ref) === refKey(ref) && other.action !== action),
  );
  if (contradictory.length > 0) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `--setup-for gives ${refKey(contradictory[0]!.ref)} more than one action; give it one.`,
    );
  }
  const single = new Map(setupFor.map(({ ref, action }) => [refKey(ref), action]));
  return (ref) => single.get(refKey(ref)) ?? setup;
}
