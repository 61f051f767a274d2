/** The chunks beside the core, and how they name each other. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { HERE } from "./common.mjs";

/** Our own words in each language but English: a file each, so that a person loads their own alone. */
export const WORDS = Object.fromEntries(
  readdirSync(join(HERE, "src", "words"))
    .filter((name) => /^[a-z]{2}(-[a-z]+)?\.ts$/.test(name))
    .map((name) => [`words-${name.slice(0, -3)}`, `src/words/${name}`]),
);

export const CHUNKS = {
  ...WORDS,
  look: "src/look.ts",
  similar: "src/similar.ts",
  extras: "src/extras.ts",
  moments: "src/moments/index.ts",
  surfaces: "src/surfaces/index.ts",
  checklist: "src/checklist/index.ts",
  panel: "src/help/index.ts",
  help: "src/help.ts",
  renderer: "src/entry/renderer.ts",
  builder: "src/builder/index.ts",
};

const FILES = new Map(
  Object.entries(CHUNKS).map(([chunk, file]) => [join(HERE, file).replace(/\.ts$/, ".js"), chunk]),
);

/**
 * Leaves import() of chunks in the code, under the names that `nameOf` gives. `hasPattern`: words
 * are named by one pattern, which is shorter; in the package each is named, for bundlers to find.
 */
export function chunksApart(nameOf, { hasPattern }) {
  return {
    name: "chunks-apart",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, kind, resolveDir }) => {
        if (hasPattern && path.endsWith("/files.js"))
          return { path: join(HERE, "src", "words", "pattern.ts") };
        const chunk = kind === "dynamic-import" && FILES.get(join(resolveDir, path));
        return chunk ? { path: `./${nameOf(chunk)}`, external: true } : null;
      });
    },
  };
}
