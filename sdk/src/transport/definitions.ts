/**
 * What the service publishes, fetched and checked before anything sees it: the manifest, one end
 * user's state, and content by hash. The last good manifest and state are kept for when the service
 * is away; content is immutable, so the browser's own cache keeps it. Nothing here throws, and
 * nothing unreadable replaces what was good.
 */

import type { Content, Manifest, State } from "../contract.js";
import { toHex } from "../ids.js";
import { now, parseJson, toJson } from "../natives.js";
import type { Store } from "../storage.js";
import { type Answer, request } from "./http.js";
import { readError } from "./verdict.js";

const TIMEOUT = 4_000;
// An older revision than the one in hand is a stale cache on the way, but not for ever: a service
// restored from a backup starts lower.
const ROLLBACK_REFUSED_FOR = 10 * 60_000;

export interface Fetched<T> {
  /** Null: there is nothing good, new or kept. */
  value: T | null;
  /** Why the service will not serve this page or this user, in its words. */
  refused: string;
}

export interface KeptState {
  who: string;
  at: number;
  state: State;
}

export interface Definitions {
  manifest(): Promise<Fetched<Manifest>>;
  /** `who` names the question: the user and everything told about them. */
  state(who: string, userId: string, body: string): Promise<Fetched<State>>;
  /** The answer in hand to exactly this question. */
  keptState(who: string, userId: string): KeptState | null;
  keepState(who: string, state: State): void;
  content(hash: string): Promise<Content | null>;
}

export function createDefinitions(base: string, environment: string, store: Store): Definitions {
  const manifestKey = `manifest:${environment}`;
  const stateKey = `state:${environment}`;

  function keptState(who: string, userId: string): KeptState | null {
    const kept = store.get(stateKey) as KeptState | null;
    return kept?.who === who && isState(kept.state, userId) ? kept : null;
  }

  function keepState(who: string, state: State): void {
    store.set(stateKey, { who, at: now(), state } satisfies KeptState);
  }

  return {
    async manifest() {
      // Always asked of the service, which mostly says "unchanged": kill switches are in it.
      const answer = await request(`${base}/manifest.json`, TIMEOUT, { cache: "no-cache" });
      const fresh = read(answer, isManifest);
      const kept = store.get(manifestKey) as { at: number; manifest: Manifest } | null;
      const old = isManifest(kept?.manifest) ? kept : null;
      const isRollback =
        fresh &&
        old &&
        fresh.revision < old.manifest.revision &&
        now() - old.at < ROLLBACK_REFUSED_FOR;
      if (!fresh || isRollback) return { value: old?.manifest ?? null, refused: refusal(answer) };
      store.set(manifestKey, { at: now(), manifest: fresh });
      return { value: fresh, refused: "" };
    },
    async state(who, userId, body) {
      const answer = await request(`${base}/state`, TIMEOUT, { body });
      const fresh = read(answer, (value): value is State => isState(value, userId));
      if (fresh) keepState(who, fresh);
      const refused = refusal(answer);
      const value = fresh ?? (refused ? null : (keptState(who, userId)?.state ?? null));
      return { value, refused };
    },
    keptState,
    keepState,
    async content(hash) {
      const answer = await request(`${base}/content/${hash}.json`, TIMEOUT);
      const content = read(answer, (value): value is Content => !!(value as Content).steps[0]);
      return content && (await hasHash(answer.text, hash)) ? content : null;
    },
  };
}

/** Tells one question for a state from another without keeping the facts themselves. */
export function fingerprint(question: unknown): string {
  let hash = 0;
  for (const character of toJson(question)) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) as number)) | 0;
  }
  return `${hash}`;
}

function read<T>({ status, text }: Answer, isGood: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = parseJson(text);
    return status === 200 && isGood(value) ? value : null;
  } catch {
    return null;
  }
}

function refusal(answer: Answer): string {
  return [400, 401, 403, 410, 422].includes(answer.status) ? readError(answer).message : "";
}

/** Where the browser can't compute hashes (plain http), the transport has to be trusted. */
async function hasHash(text: string, hash: string): Promise<boolean> {
  const digest = await crypto.subtle?.digest("SHA-256", new TextEncoder().encode(text));
  return !digest || toHex(new Uint8Array(digest)) === hash;
}

function isManifest(value: unknown): value is Manifest {
  const manifest = value as Manifest | null | undefined;
  return (
    manifest?.v === 1 &&
    manifest.revision >= 0 &&
    typeof manifest.enabled === "boolean" &&
    Array.isArray(manifest.killed) &&
    manifest.poll_seconds > 0
  );
}

function isState(value: unknown, userId: string): value is State {
  try {
    const { v, user_id, guides, rescue, variables } = value as State;
    return (
      v === 1 &&
      user_id === userId &&
      guides.every(({ id, key, content }) => id && key && /^\w+$/.test(content)) &&
      !!rescue &&
      !!variables
    );
  } catch {
    return false;
  }
}
