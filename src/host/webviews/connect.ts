import type { Disposable, LogOutputChannel, Webview } from "vscode";
import {
  dispatch,
  parseMessage,
  type BodyOf,
  type Contract,
  type HandlersFor,
  type KindOf,
} from "../../protocol/contract";

/** One side's way to the other. */
export interface Connection<Out extends Contract> extends Disposable {
  /** Sends a message. VS Code drops it while the webview is hidden, which says `ready` when it is there again. */
  post<K extends KindOf<Out>>(kind: K, body: BodyOf<Out, K>): void;
}

/**
 * Connects a webview: what it sends is parsed before anything is done about it, and dropped with a line in the log, of its kind only,
 * when it isn't as agreed. What goes wrong in a handler goes to `onFailure`.
 */
export function connect<In extends Contract, Out extends Contract>(
  webview: Webview,
  incoming: In,
  handlers: HandlersFor<In>,
  log: LogOutputChannel,
  onFailure: (error: unknown) => void,
): Connection<Out> {
  let isOpen = true;
  const receive = async (raw: unknown): Promise<void> => {
    const parsed = parseMessage(incoming, raw);
    if (!parsed.ok) {
      log.warn(`A message of a webview was dropped. ${parsed.reason}`);
      return;
    }
    try {
      await dispatch(handlers, parsed.message);
    } catch (error) {
      onFailure(error);
    }
  };
  const subscription = webview.onDidReceiveMessage((raw: unknown) => void receive(raw));
  return {
    post(kind, body) {
      if (isOpen) {
        void webview.postMessage({ kind, body });
      }
    },
    dispose() {
      isOpen = false;
      subscription.dispose();
    },
  };
}
