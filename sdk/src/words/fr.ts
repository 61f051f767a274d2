import type { Translated } from "./every.js";

export default {
  close: "Fermer",
  next: "Suivant",
  done: "Terminer",
  step: "Étape {at} sur {of}",
  hint: "Afficher l’astuce : {title}",
  offer: "De l’aide pour cette page",
  answered: "Répondu",
  ask: "Demander à la communauté",
  solved: "Problème résolu",
  fine: "Ça ira, merci",
  newTab: "s’ouvre dans un nouvel onglet",
} satisfies Translated;
