/**
 * React: hooks of a few lines. On a server they do nothing.
 *
 *     import { useGuideEngine, useGuideEvent } from "guide-engine/react";
 *     useGuideEngine({ key: "pk_…", url: "https://guides.example.com", user: { id: user.id, name: user.name } });
 */

import { useEffect, useRef } from "react";
import type { Attributes, EventType, GuideEngineApi, InitOptions, WireEvent } from "../src/api.js";
import { GuideEngine } from "../src/entry/npm.js";

export interface GuideEngineOptions extends InitOptions {
  /** Who is signed in; null while nobody is. */
  user?: ({ id: string } & Attributes) | null;
  /** Their company. */
  company?: ({ id: string } & Attributes) | null;
  /** Proof of who they are, made by your server, where identity verification is on. */
  token?: string;
}

/** Connects the app while the component is there: use it once, near the root. */
export function useGuideEngine(options: GuideEngineOptions): GuideEngineApi {
  const { key, url, language, storage, user, company, token } = options;
  useEffect(() => {
    GuideEngine.init({
      key,
      ...(url && { url }),
      ...(language && { language }),
      ...(storage && { storage }),
    });
    return GuideEngine.destroy;
  }, [key, url, language, storage]);
  // By value: they are other objects at each rendering.
  const who = JSON.stringify([user, token, key, url, language, storage]);
  useEffect(() => {
    if (user) GuideEngine.identify(user.id, without(user), token ? { token } : undefined);
  }, [who]);
  const whose = JSON.stringify([company, who]);
  useEffect(() => {
    if (company) GuideEngine.group(company.id, without(company));
  }, [whose]);
  return GuideEngine;
}

/** Calls back with each event of this type while the component is there. */
export function useGuideEvent(
  type: EventType | "*",
  listener: (event: Readonly<WireEvent>) => void,
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => GuideEngine.on(type, (event) => latest.current(event)), [type]);
}

function without({ id: _id, ...attributes }: { id: string } & Attributes): Attributes {
  return attributes;
}
