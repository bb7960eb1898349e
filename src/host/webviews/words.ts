import { setupActions, setupActionTexts } from "../../core/import/setupAction";
import { allResourceTypes } from "../../core/resources/registry";
import type { ActionInfo, TypeInfo } from "../../protocol/common";
import { resourceIcon } from "../resourceIcon";

/** The types of resources as the wizards show them. */
export function typeInfos(): TypeInfo[] {
  return allResourceTypes.map(({ id, singular, plural, partsPlural }) => ({
    id,
    singular,
    plural,
    parts: partsPlural,
    icon: resourceIcon(id),
  }));
}

/** The setup actions as the wizards show them. */
export function actionInfos(): ActionInfo[] {
  return setupActions.map((id) => ({ id, ...setupActionTexts[id] }));
}
