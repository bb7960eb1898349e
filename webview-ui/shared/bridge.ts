import * as z from "zod/mini";
import {
  dispatch,
  parseMessage,
  type BodyOf,
  type Contract,
  type HandlersFor,
  type KindOf,
} from "../../src/protocol/contract";
import type { fromAnyView } from "../../src/protocol/common";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The view's way to the host, and to what VS Code keeps for it. */
export interface Bridge<Out extends Contract, State> {
  send<K extends KindOf<Out>>(kind: K, body: BodyOf<Out, K>): void;
  /** What {@link save} was given before the view was hidden or the window closed; undefined when it is none of ours. */
  readonly restored: State | undefined;
  save(state: State): void;
}

/**
 * Connects a view with the host; to be called once. Messages are parsed before they are handed on, and so is the restored state.
 * `start` gets the bridge before any message can come.
 */
export function connect<In extends Contract, Out extends Contract & typeof fromAnyView, State>(
  incoming: In,
  stateSchema: z.ZodMiniType<State>,
  start: (bridge: Bridge<Out, State>) => HandlersFor<In>,
): void {
  // Otherwise zod tries out whether it may compile code, which the page's policy reports.
  z.config({ jitless: true });
  const api = acquireVsCodeApi();
  const post = (kind: string, body: unknown): void => api.postMessage({ kind, body });
  const reportFailure = (error: unknown): void =>
    post("viewFailed", { message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  window.addEventListener("error", ({ error, message }) => reportFailure(error ?? message));
  window.addEventListener("unhandledrejection", ({ reason }) => reportFailure(reason));

  const restored = stateSchema.safeParse(api.getState());
  const handlers = start({
    send: post,
    restored: restored.success ? restored.data : undefined,
    save: (state) => api.setState(state),
  });
  window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const parsed = parseMessage(incoming, data);
    if (parsed.ok) {
      void dispatch(handlers, parsed.message);
    } else {
      reportFailure(`A message of the host was dropped. ${parsed.reason}`);
    }
  });
  post("ready", {});
}
