/** The classic script that pages load. */

import { createClient } from "../client.js";
import { takeOver } from "./queue.js";

const script = document.currentScript as HTMLScriptElement | null;
const source = script?.src;

const FILES = { renderer: RENDERER_FILE, help: HELP_FILE, builder: BUILDER_FILE };

const client = createClient({
  ownUrl: source && new URL(source).origin,
  load: (chunk, serviceUrl) =>
    // Beside the script; where the script was bundled or copied, at the service.
    import(new URL(FILES[chunk], source || `${serviceUrl}/sdk/v1/`).href),
});

const { key, language } = script?.dataset ?? {};
if (takeOver(window as { GuideEngine?: unknown }, client) && key) {
  client.init({ key, ...(language ? { language } : {}) });
}
