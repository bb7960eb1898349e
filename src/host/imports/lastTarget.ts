import type { Memento } from "vscode";
import { environmentKey, type EnvironmentKey } from "../../protocol/common";

const key = "envferry.lastTarget";

/** The environment that was imported into last in this workspace, which the next import is offered first. */
export class LastTarget {
  constructor(private readonly memento: Memento) {}

  get(): EnvironmentKey | undefined {
    const kept = environmentKey.safeParse(this.memento.get<unknown>(key));
    return kept.success ? kept.data : undefined;
  }

  async set(target: EnvironmentKey): Promise<void> {
    await this.memento.update(key, target);
  }
}
