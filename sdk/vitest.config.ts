import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { SDK_VERSION: '"test"', RENDERER_FILE: '"renderer-test.js"' },
  // Property tests take their time on a busy machine.
  test: { include: ["test/**/*.test.{ts,mjs}"], restoreMocks: true, testTimeout: 60_000 },
});
