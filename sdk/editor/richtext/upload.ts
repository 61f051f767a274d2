/** Sends a file to the service, and hears where it lies from then on. */

export interface Uploaded {
  src: string;
  kind: "image" | "video";
  width: number | null;
  height: number | null;
}

/** Returns the file as it may stand in a text, or the sentence that says why it was not taken. */
export async function upload(file: File): Promise<Uploaded | string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const offline = document.body.dataset.wordOffline ?? "";
  try {
    const response = await fetch("/guides/media", {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/octet-stream",
        "X-CSRF-Token": token,
      },
      body: file,
    });
    const answer = await response.json();
    return response.ok ? (answer as Uploaded) : (answer.error?.message ?? offline);
  } catch {
    return offline;
  }
}

/** The sides of an uploaded picture, so that the text keeps its place while it loads. */
export function sides({ width, height }: Uploaded): { width?: number; height?: number } {
  return width && height ? { width, height } : {};
}
