import type { Translated } from "./every.js";

export default {
  close: "Schließen",
  next: "Weiter",
  done: "Fertig",
  step: "Schritt {at} von {of}",
  hint: "Tipp anzeigen: {title}",
  offer: "Hilfe zu dieser Stelle",
  answered: "Beantwortet",
  ask: "Die Community fragen",
  solved: "Das hat geholfen",
  fine: "Ich komme zurecht",
  newTab: "öffnet in einem neuen Tab",
} satisfies Translated;
