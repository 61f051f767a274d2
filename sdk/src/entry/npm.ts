/**
 * The npm package. Importing it does nothing, on a server too; the engine begins at `init`.
 *
 *     import { GuideEngine } from "guide-engine";
 *     GuideEngine.init({ key: "pk_…", url: "https://guides.example.com" });
 */

import type { GuideEngineApi } from "../api.js";
import { createClient } from "../client.js";
import { warn } from "../guard.js";
import { takeOver } from "./queue.js";

export type * from "../api.js";

let own: GuideEngineApi | null = null;

/** The page's one engine: another copy of the SDK that came first is the one that counts. */
function engine(): GuideEngineApi | null {
  if (typeof window === "undefined") {
    warn("called outside a browser; nothing was done.");
    return null;
  }
  const page = window as { GuideEngine?: unknown };
  if (!own) {
    own = createClient({
      ownUrl: undefined,
      // Files of their own in the package, so that bundlers split them off.
      load: (chunk) =>
        (chunk === "help"
          ? import("../help.js")
          : chunk === "builder"
            ? import("../builder/index.js")
            : import("./renderer.js")) as Promise<never>,
    });
    if (!takeOver(page, own)) own = page.GuideEngine as GuideEngineApi;
  }
  return own;
}

/** The verbs of Guide Engine. */
export const GuideEngine: GuideEngineApi = {
  version: SDK_VERSION,
  init: (options) => engine()?.init(options),
  identify: (userId, attributes, options) => engine()?.identify(userId, attributes, options),
  group: (companyId, attributes) => engine()?.group(companyId, attributes),
  track: (name, properties) => engine()?.track(name, properties),
  page: () => engine()?.page(),
  show: (guide) => engine()?.show(guide) ?? Promise.resolve(false),
  preview: (document, options) =>
    engine()?.preview(document, options) ??
    Promise.reject(new Error("There is no page to draw on.")),
  help: { open: () => engine()?.help.open() ?? Promise.resolve() },
  on: (type, listener) => engine()?.on(type, listener) ?? (() => {}),
  reset: () => engine()?.reset(),
  destroy: () => engine()?.destroy(),
};

export default GuideEngine;
