/** The npm package: ES modules that bundlers split and shake, and the types of what is public. */

import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { CHUNKS, chunksApart } from "./chunks.mjs";
import { COMMON, HERE } from "./common.mjs";

const OUT = join(HERE, "dist");
const PUBLIC_TYPES = /^(api|contract|seam)\.d\.ts$|^entry.npm\.d\.ts$|^bindings/;
const BINDINGS = { react: "bindings/react.ts", vue: "bindings/vue.ts" };

export async function buildPackage() {
  rmSync(OUT, { recursive: true, force: true });
  const options = { ...COMMON, format: "esm", outdir: OUT };
  await build({
    ...options,
    entryPoints: { index: "src/entry/npm.ts", ...CHUNKS },
    // Chunks stay files of their own, so that a page with nothing to show never loads them.
    plugins: [chunksApart((chunk) => `${chunk}.js`, { hasPattern: false })],
  });
  await build({
    ...options,
    entryPoints: BINDINGS,
    // The engine they bind is the package's own, whichever way it was imported.
    plugins: [
      {
        name: "bound",
        setup({ onResolve }) {
          onResolve({ filter: /entry\/npm\.js$/ }, () => ({ path: "./index.js", external: true }));
        },
      },
    ],
    external: ["react", "vue"],
  });
  writeTypes();
  copyFileSync(join(HERE, "..", "LICENSE"), join(OUT, "LICENSE"));
}

/** Of the types only what the public ones are made of. */
function writeTypes() {
  execFileSync(
    process.execPath,
    [join(HERE, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.package.json"],
    { cwd: HERE, stdio: "inherit" },
  );
  const types = join(OUT, "types");
  for (const file of readdirSync(join(types, "src"), { recursive: true })) {
    if (file.endsWith(".d.ts") && !PUBLIC_TYPES.test(file)) rmSync(join(types, "src", file));
  }
}
