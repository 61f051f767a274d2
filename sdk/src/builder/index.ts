/** The chunk for authors: loaded where a page was opened from the editor, and nowhere else. */

import type { BuilderOptions } from "../seam.js";
import { createVisit } from "./boot/visit.js";
import { isPhone, openPhone } from "./see/index.js";

export async function openBuilder(options: BuilderOptions): Promise<{ close(): void }> {
  if (isPhone()) return openPhone(options);
  const visit = createVisit(options);
  await visit.begin();
  return { close: visit.close };
}
