import { l10n, window, type QuickPickItem } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import type { ImportStates } from "../imports/importStates";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import { environmentPick } from "./environmentPick";
import { mayPreselect, orderTargets, type TargetCandidate } from "./targetOrder";

export interface PickedEnvironment {
  readonly folder: FolderEnvironments;
  readonly header: EnvironmentHeader;
}

interface PickWords {
  readonly title: string;
  readonly placeHolder: string;
}

interface EnvironmentPick extends QuickPickItem {
  readonly environment: PickedEnvironment;
}

/**
 * Asks for an environment of the workspace. Gives undefined when the question is cancelled; rejects with what to do when
 * there is none to choose.
 */
export async function pickEnvironment(
  environments: WorkspaceEnvironments,
  states: ImportStates,
  words: PickWords,
): Promise<PickedEnvironment | undefined> {
  const all = await listEnvironments(environments);
  const picks = await Promise.all(
    all.map(async (environment): Promise<EnvironmentPick> => ({
      ...environmentPick(environment.folder, environment.header, await stateFacts(states, environment)),
      environment,
    })),
  );
  return ask(picks, words, true);
}

/** As {@link pickEnvironment}, for a target: which is offered first depends on what was used last, and where the package came from. */
export async function pickTarget(
  environments: WorkspaceEnvironments,
  states: ImportStates,
  words: PickWords,
  is: {
    readonly lastUsed: (environment: PickedEnvironment) => boolean;
    readonly source: (environment: PickedEnvironment) => boolean;
  },
): Promise<PickedEnvironment | undefined> {
  const candidates = (await listEnvironments(environments)).map((environment) => ({
    environment,
    purpose: environment.header.description?.purpose,
    isLastUsed: is.lastUsed(environment),
    isSource: is.source(environment),
  }));
  const ordered: readonly (TargetCandidate & { environment: PickedEnvironment })[] = orderTargets(candidates);
  const picks = await Promise.all(
    ordered.map(async ({ environment, isLastUsed, isSource }): Promise<EnvironmentPick> => ({
      ...environmentPick(environment.folder, environment.header, {
        ...(await stateFacts(states, environment)),
        before: isSource ? [l10n.t("exported from here")] : isLastUsed ? [l10n.t("used last")] : [],
      }),
      environment,
    })),
  );
  return ask(picks, words, mayPreselect(ordered));
}

async function listEnvironments(environments: WorkspaceEnvironments): Promise<PickedEnvironment[]> {
  const all: PickedEnvironment[] = [];
  for (const folder of environments.folders()) {
    all.push(...(await folder.listOrNone()).map((header) => ({ folder, header })));
  }
  if (all.length === 0) {
    throw new Error(
      l10n.t(
        "This workspace has no environment. Make one with New Environment…, or open a folder that has some.",
      ),
    );
  }
  return all;
}

async function stateFacts(
  states: ImportStates,
  { folder, header }: PickedEnvironment,
): Promise<{ readonly isInterrupted: boolean }> {
  return { isInterrupted: (await states.interruptedIn(folder, header)) !== undefined };
}

/** Without a first choice, Enter takes nothing until one is chosen. */
function ask(
  picks: readonly EnvironmentPick[],
  { title, placeHolder }: PickWords,
  hasFirstChoice: boolean,
): Promise<PickedEnvironment | undefined> {
  return new Promise((resolve) => {
    const quickPick = window.createQuickPick<EnvironmentPick>();
    quickPick.title = title;
    quickPick.placeholder = placeHolder;
    quickPick.matchOnDescription = true;
    quickPick.items = picks;
    if (!hasFirstChoice) {
      quickPick.activeItems = [];
    }
    quickPick.onDidAccept(() => {
      const [chosen] = quickPick.selectedItems;
      if (chosen) {
        resolve(chosen.environment);
        quickPick.hide();
      }
    });
    quickPick.onDidHide(() => {
      resolve(undefined);
      quickPick.dispose();
    });
    quickPick.show();
  });
}
