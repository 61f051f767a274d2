/**
 * Vue: a plugin and two functions for `setup`. On a server they do nothing.
 *
 *     import { guideEngine, useGuideUser } from "guide-engine/vue";
 *     createApp(App).use(guideEngine, { key: "pk_…", url: "https://guides.example.com" });
 *     useGuideUser(() => user.value && { id: user.value.id, name: user.value.name });
 */

import { type App, getCurrentScope, onScopeDispose, watchEffect } from "vue";
import type { Attributes, EventType, InitOptions, Undo, WireEvent } from "../src/api.js";
import { GuideEngine } from "../src/entry/npm.js";

type Facts = { id: string } & Attributes;

/** Connects the app, until it is unmounted. */
export const guideEngine = {
  install(app: App, options: InitOptions): void {
    if (typeof window === "undefined") return;
    GuideEngine.init(options);
    app.onUnmount(GuideEngine.destroy);
  },
};

/** Says who is signed in, and again when that changes; null while nobody is. */
export function useGuideUser(who: () => Facts | null | undefined, token?: () => string): void {
  whenKnown(who, (id, attributes) =>
    GuideEngine.identify(id, attributes, token && { token: token() }),
  );
}

/** Says which company they belong to, and again when that changes. */
export function useGuideCompany(company: () => Facts | null | undefined): void {
  whenKnown(company, GuideEngine.group);
}

/** Calls back with each event of this type, as long as the scope lives. */
export function onGuideEvent(
  type: EventType | "*",
  listener: (event: Readonly<WireEvent>) => void,
): Undo {
  if (typeof window === "undefined") return () => {};
  const off = GuideEngine.on(type, listener);
  if (getCurrentScope()) onScopeDispose(off);
  return off;
}

function whenKnown(
  read: () => Facts | null | undefined,
  tell: (id: string, attributes: Attributes) => void,
): void {
  if (typeof window === "undefined") return;
  watchEffect(() => {
    const facts = read();
    if (!facts) return;
    const { id, ...attributes } = facts;
    tell(id, attributes);
  });
}
