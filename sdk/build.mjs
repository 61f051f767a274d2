/**
 * Builds everything the SDK ships. Run with `--size` to fail when a byte budget is passed.
 *
 *   static/sdk/guide-engine.js      the core, a classic script
 *   static/sdk/renderer-<hash>.js   what runs and draws guides, loaded by import() when one is due
 *   static/sdk/<chunk>-<hash>.js    what is needed more seldom (build/chunks.mjs lists them)
 *   static/sdk/builder-<hash>.js    what an author's page loads, and no end user's
 *   static/sdk/locator.js           sets window.Locator
 *   static/sdk/stub.js              text of the inline snippet
 *   static/sdk/build.json           names, sizes and hashes of the above
 *   static/build/<name>.js          each sdk/editor/<name>.ts
 *   sdk/dist/                       the npm package
 */

import { buildBrowserFiles, buildEditorFiles } from "./build/browser.mjs";
import { refuseSharedNames } from "./build/names.mjs";
import { buildPackage } from "./build/package.mjs";
import { checkSizes, printSizes } from "./build/sizes.mjs";

refuseSharedNames();
const files = await buildBrowserFiles();
printSizes(files);
if (process.argv.includes("--size")) {
  process.exitCode = checkSizes(files) ? 0 : 1;
} else {
  await buildEditorFiles();
  await buildPackage();
}
