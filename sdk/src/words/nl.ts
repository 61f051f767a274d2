import type { Translated } from "./every.js";

export default {
  close: "Sluiten",
  next: "Volgende",
  done: "Klaar",
  step: "Stap {at} van {of}",
  hint: "Tip tonen: {title}",
  offer: "Hulp bij deze pagina",
  answered: "Beantwoord",
  ask: "Vraag het de community",
  solved: "Dit heeft het opgelost",
  fine: "Het lukt wel",
  newTab: "opent in een nieuw tabblad",
} satisfies Translated;
