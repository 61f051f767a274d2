/** Requests of the builder: JSON, by bearer token, without cookies. Every refusal is an ApiError. */

import type { GuideDocument } from "../../contract.js";
import { clearTimer, fetchNow, parseJson, setTimer, toJson } from "../../natives.js";
import { ApiError } from "./errors.js";
import type {
  GuideSummary,
  Medium,
  OpenGuide,
  Person,
  Presence,
  Saved,
  SessionAnswer,
  Verdict,
  Vocabulary,
} from "./types.js";

const TIMEOUT = 15_000;
const UPLOAD_TIMEOUT = 120_000;

export interface Api {
  guides(): Promise<GuideSummary[]>;
  create(guide: {
    kind: "flow" | "hint";
    name: string;
    language: string;
    page: GuideDocument["page"];
  }): Promise<OpenGuide>;
  guide(id: string): Promise<OpenGuide>;
  /** `leaving`: the page is going away, and the request is to outlive it. */
  save(id: string, revision: number, document: GuideDocument, leaving?: boolean): Promise<Saved>;
  presence(id: string, tab: string, stepId: string | null): Promise<Presence>;
  publish(id: string, revision: number, note: string): Promise<{ version: number }>;
  upload(file: Blob): Promise<Medium>;
  vocabulary(): Promise<Vocabulary>;
  people(query: string): Promise<Person[]>;
  /** `draftOf`: a guide that is judged by its draft, as if it were published. */
  dryRun(userId: string, draftOf: string): Promise<Verdict[]>;
  leave(): Promise<void>;
}

interface Sent {
  method?: string;
  json?: unknown;
  blob?: Blob;
  keepalive?: boolean;
}

export function createApi(url: string, token: string): Api {
  const call = <T>(path: string, sent?: Sent): Promise<T> =>
    ask<T>(`${url}/v1/builder${path}`, token, sent);
  const guideAt = (id: string): string => `/guides/${encodeURIComponent(id)}`;
  return {
    guides: async () => (await call<{ guides: GuideSummary[] }>("/guides")).guides,
    create: (guide) => call("/guides", { json: guide }),
    guide: (id) => call(guideAt(id)),
    save: (id, revision, document, leaving = false) =>
      call(guideAt(id), { method: "PUT", json: { revision, document }, keepalive: leaving }),
    presence: (id, tab, stepId) =>
      call(`${guideAt(id)}/presence`, { json: { tab, step_id: stepId } }),
    publish: (id, revision, note) => call(`${guideAt(id)}/publish`, { json: { revision, note } }),
    upload: (file) => call("/media", { blob: file }),
    vocabulary: () => call("/vocabulary"),
    people: async (query) =>
      (await call<{ people: Person[] }>(`/people?q=${encodeURIComponent(query)}`)).people,
    dryRun: async (userId, draftOf) =>
      (
        await call<{ verdicts: Verdict[] }>("/dry-run", {
          json: { user_id: userId, guide_id: draftOf },
        })
      ).verdicts,
    leave: () => call("/session", { method: "DELETE" }),
  };
}

/** Trades the one-time code of the address for a session. */
export function openSession(url: string, code: string): Promise<SessionAnswer> {
  return ask(`${url}/v1/builder/session`, null, { json: { code } });
}

async function ask<T>(address: string, token: string | null, sent: Sent = {}): Promise<T> {
  const { json, blob, keepalive = false } = sent;
  const abort = new AbortController();
  const timer = setTimer(() => abort.abort(), blob ? UPLOAD_TIMEOUT : TIMEOUT);
  const body = blob ?? (json === undefined ? null : toJson(json));
  try {
    const response = await fetchNow(address, {
      method: sent.method ?? (body === null ? "GET" : "POST"),
      body,
      keepalive,
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "origin",
      cache: "no-store",
      signal: abort.signal,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(json === undefined ? {} : { "Content-Type": "application/json" }),
        ...(blob ? { "Content-Type": blob.type || "application/octet-stream" } : {}),
      },
    });
    return await read<T>(response);
  } catch (error) {
    throw error instanceof ApiError ? error : new ApiError(0, "away", "");
  } finally {
    clearTimer(timer);
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (response.ok) return (text ? parseJson(text) : undefined) as T;
  let body: { error?: { code?: string; message?: string } } | null = null;
  try {
    body = parseJson(text);
  } catch {
    // A proxy's own page: its status still says enough.
  }
  const { code = `http_${response.status}`, message = "" } = body?.error ?? {};
  throw new ApiError(response.status, code, message, body);
}
