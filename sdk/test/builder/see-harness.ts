/** Previews and dry runs on a page of their own, for the browser tests: bundled by their fixture. */

import type { Person, Verdict } from "../../src/builder/api/types.js";
import {
  isPhone,
  mountDryRun,
  mountPreviewBar,
  openPhone,
  type PreviewBar,
} from "../../src/builder/see/index.js";
import { createSurface } from "../../src/builder/ui/surface.js";
import { speak } from "../../src/builder/words/say.js";
import type { GuideDocument } from "../../src/contract.js";
import { pageFacts, watchAddress } from "../../src/page/page.js";
import { createRenderer } from "../../src/renderer.js";
import { evaluate } from "../../src/rules/evaluate.js";

const renderer = createRenderer({
  language: "en",
  page: pageFacts,
  onPage: (heard) => watchAddress(() => heard(pageFacts())),
  onTrack: () => () => {},
  holds: (rule, facts) => evaluate(rule, { page: pageFacts(), ...facts }),
  track() {},
  startGuide() {},
  openHelp() {},
  guard: (work) => work,
});
const drawing = async () => renderer;

const harness = {
  document: null as GuideDocument | null,
  selected: null as string | null,
  walking: [] as boolean[],
  bar: null as PreviewBar | null,
  mount(language: string, document: GuideDocument): void {
    harness.document = document;
    speak(language);
    const surface = createSurface(language);
    const panel = window.document.createElement("section");
    panel.id = "panel";
    surface.frame.append(panel);
    harness.bar = mountPreviewBar(panel, {
      surface,
      url: "https://guides.example.com",
      guideId: "gd_1",
      document: () => harness.document as GuideDocument,
      selected: () => harness.selected,
      drawing,
      walking: (isOn) => void harness.walking.push(isOn),
    });
  },
  change(document: GuideDocument): void {
    harness.document = document;
    harness.bar?.update();
  },
  phone: async (): Promise<boolean> => {
    if (!isPhone()) return false;
    await openPhone({ url: "", key: "", code: null, drawing, onClosed() {} });
    return true;
  },
  dryRun(language: string, people: Person[], verdicts: Record<string, Verdict[]>): void {
    speak(language);
    const surface = createSurface(language);
    const panel = window.document.createElement("section");
    // Where the builder puts it, it stands under a title.
    const title = window.document.createElement("h2");
    title.textContent = "Who sees what";
    panel.append(title);
    surface.frame.append(panel);
    mountDryRun(panel, {
      url: "https://guides.example.com",
      people: async (query) => people.filter(({ name }) => name.includes(query)),
      async dryRun(id) {
        const found = verdicts[id];
        if (!found) throw new Error("gone");
        return found;
      },
    });
  },
};

(window as unknown as { See: typeof harness }).See = harness;
