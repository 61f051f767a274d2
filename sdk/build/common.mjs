/** Where things are, and how each file is made small. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

export const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
export const { version } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));

export const COMMON = {
  absWorkingDir: HERE,
  bundle: true,
  minify: true,
  legalComments: "none",
  charset: "utf8",
  target: ["es2020", "chrome105", "firefox115", "safari16.4"],
  define: { SDK_VERSION: JSON.stringify(version) },
  logLevel: "warning",
};

export const digest = (algorithm, content, encoding) =>
  createHash(algorithm).update(content).digest(encoding);

/** The text of one bundle, and how it shortened names. */
export async function bundle(entry, options) {
  const { outputFiles, mangleCache } = await build({
    ...COMMON,
    entryPoints: [entry],
    format: "esm",
    write: false,
    ...options,
  });
  return { code: outputFiles[0].text, mangleCache };
}

/** terser finds some 6% that esbuild's own minifier leaves. */
export async function squeeze(code, { format = "esm" } = {}) {
  const { code: squeezed } = await minify(code, {
    ecma: 2020,
    module: format === "esm",
    toplevel: true,
    compress: {
      passes: 3,
      unsafe: true,
      unsafe_arrows: true,
      pure_getters: true,
      keep_fargs: false,
    },
    format: { comments: false },
  });
  return squeezed;
}
