/** Why the service did not do what was asked, sorted by what an author can do about it. */

export type Trouble =
  /** No answer: offline, blocked, or the service is down. */
  | "away"
  /** The session is over: expired, revoked, or for another origin. */
  | "session"
  /** This member may not do it. */
  | "forbidden"
  | "missing"
  /** Somebody else saved first. */
  | "stale"
  /** What was sent has faults. */
  | "invalid"
  | "too_large"
  /** The service itself failed, or is asked too much. */
  | "service";

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** The service's own sentence, in the author's language; empty when it said none. */
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }

  get trouble(): Trouble {
    return troubleOf(this.status);
  }

  /** By JSON Pointer. */
  get fields(): Record<string, string[]> {
    return (this.body as { error?: { fields?: Record<string, string[]> } })?.error?.fields ?? {};
  }
}

function troubleOf(status: number): Trouble {
  if (status === 0) return "away";
  if (status === 401) return "session";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "missing";
  if (status === 409) return "stale";
  if (status === 413) return "too_large";
  return status < 500 && status !== 429 && status !== 408 ? "invalid" : "service";
}
