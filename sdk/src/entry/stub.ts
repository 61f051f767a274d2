/**
 * The snippet that stands inline in the page: `GuideEngine` is usable at once, and what is called
 * before the script has loaded is done in the same order afterwards. It makes no script element
 * (a policy with Trusted Types would refuse that); the page loads the script by its own tag.
 */

import type { QueuedCall } from "./queue.js";

type Stub = Record<string, unknown> & { q: { push(call: QueuedCall): unknown } };

const page = window as unknown as { GuideEngine?: Stub };

if (!page.GuideEngine) {
  const stub: Stub = { q: [] as QueuedCall[] };
  page.GuideEngine = stub;
  const queued =
    (verb: string) =>
    (...args: unknown[]) => {
      const done = new Promise<unknown>((answer) => stub.q.push([verb, args, answer]));
      if (verb !== "on") return done;
      return () => {
        // Undone before it was done: nobody is called back in between.
        args[1] = () => {};
        done.then((undo) => (undo as () => void)());
      };
    };
  for (const verb of "init identify group track page show preview on reset destroy".split(" ")) {
    stub[verb] = queued(verb);
  }
  stub.help = { open: queued("help.open") };
}
