/** What the builder and the service say to each other; docs/builder.md has it in prose. */

import type { GuideDocument, Kind } from "../../contract.js";

export interface SessionAnswer {
  token: string;
  expires_at: string;
  member: { id: string; name: string };
  role: string;
  language: string;
  workspace: { name: string };
  environment: { id: string; name: string; key: string; production?: boolean };
  guide_id: string | null;
  editor_url: string;
}

export interface GuideSummary {
  id: string;
  key: string;
  kind: Kind;
  name: string;
  state: "draft" | "published" | "changed" | "unpublished" | "killed";
  page: GuideDocument["page"];
  updated_at: string;
  updated_by: string | null;
}

export interface Finding {
  /** JSON Pointer into the document. */
  path: string;
  level: "error" | "warning";
  message: string;
  /** Follows its step when the step has moved since. */
  step_id?: string | null;
}

export interface OpenGuide {
  id: string;
  revision: number;
  document: GuideDocument;
  findings: Finding[];
  published: { version: number; at: string; current: boolean } | null;
}

export interface Saved {
  revision: number;
  findings: Finding[];
}

/** The body of a 409: what somebody else saved meanwhile. */
export interface Stale {
  revision: number;
  document: GuideDocument;
  by: { name: string; at: string } | null;
}

export interface Other {
  name: string;
  where: "builder" | "editor";
  step_id: string | null;
}

export interface Presence {
  others: Other[];
  revision: number;
}

export type FactType = "string" | "number" | "boolean" | "datetime" | "list" | "tier";

export interface Vocabulary {
  facts: { fact: string; label: string; type: FactType; examples: unknown[] }[];
  segments: { id: string; name: string }[];
  events: string[];
  guides: { key: string; name: string }[];
}

export interface Medium {
  src: string;
  kind: "image" | "video";
  width?: number;
  height?: number;
}

export interface Person {
  id: string;
  name: string;
  company: string | null;
  tier: string | null;
}

export interface Verdict {
  guide_id: string;
  name: string;
  kind: Kind;
  shows: boolean;
  /** Null where it shows. */
  reason: string | null;
  sentence: string;
  /** The conditions that failed. */
  lines: string[];
  page: GuideDocument["page"];
  /** The draft was judged, as if it were published. */
  draft: boolean;
}
