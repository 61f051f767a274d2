/** Talks to our own pages from scripts, with the page's CSRF token. Never throws. */

/**
 * @param {string} url
 * @param {{method?: string, json?: unknown, form?: FormData | URLSearchParams, signal?: AbortSignal}} [options]
 * @returns {Promise<{ok: boolean, status: number, data: any}>} status 0: the server wasn't reached
 */
export async function send(url, { method = "POST", json, form, signal } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "X-CSRF-Token": csrfToken() };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: json === undefined ? form : JSON.stringify(json),
      signal,
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, data: parse(text) };
  } catch {
    return { ok: false, status: 0, data: null };
  }
}

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "";
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The sentence to show for a failed answer. @param {{status: number, data: any}} answer */
export function sentence(answer) {
  if (answer.status === 0) return document.body.dataset.wordOffline ?? "";
  return answer.data?.error?.message ?? document.body.dataset.wordOffline ?? "";
}
