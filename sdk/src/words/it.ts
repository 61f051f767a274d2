import type { Translated } from "./every.js";

export default {
  close: "Chiudi",
  next: "Avanti",
  done: "Fine",
  step: "Passaggio {at} di {of}",
  hint: "Mostra suggerimento: {title}",
  offer: "Aiuto per questa pagina",
  answered: "Con risposta",
  ask: "Chiedi alla community",
  solved: "Problema risolto",
  fine: "Tutto a posto",
  newTab: "si apre in una nuova scheda",
} satisfies Translated;
