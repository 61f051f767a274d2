/** Property names that are shortened, in all of our files alike. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HERE } from "./common.mjs";

/**
 * Property names that only our own files use, shortened alike in all of them. Never a name that
 * crosses the wire, lies in storage, is exported by a chunk, or belongs to the browser.
 */
export const INTERNAL_NAMES = readFileSync(join(HERE, "internal-names.txt"), "utf8")
  .trim()
  .split(/\s+/);

/** A name that a chunk exports, that is looked up by its text, or stands on the wire or in storage, stays. */
export function refuseSharedNames() {
  const sources = readdirSync(join(HERE, "src"), { recursive: true })
    // The builder keeps its names long: it talks to the service in many more of them.
    .filter((name) => name.endsWith(".ts") && !name.startsWith("builder/"))
    .map((name) => [name, readFileSync(join(HERE, "src", name), "utf8")]);
  const isShared = (file) => /^(contract|api|transport.segment)\.ts$/.test(file);
  // Their exports are read off a module object.
  const isModule = (file) =>
    /^(extras|similar|help|entry.\w+|view.kit|(moments|surfaces|checklist|help).index)\.ts$/.test(
      file,
    );
  for (const name of INTERNAL_NAMES) {
    const quoted = new RegExp(`["'\`]${name}["'\`](?: in |\\])`);
    const declared = new RegExp(`^\\s*(?:readonly )?${name}\\??[:(<]`, "m");
    const exported = new RegExp(
      `export (?:async )?(?:function|const|let|class) ${name}\\b|export \\{[^}]*\\b${name}\\b`,
    );
    for (const [file, source] of sources) {
      if (
        (isModule(file) && exported.test(source)) ||
        quoted.test(source) ||
        (isShared(file) && declared.test(source))
      ) {
        throw new Error(`internal-names.txt: "${name}" can't be shortened because of src/${file}`);
      }
    }
  }
}
