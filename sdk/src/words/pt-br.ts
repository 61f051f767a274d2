import type { Translated } from "./every.js";

export default {
  close: "Fechar",
  next: "Avançar",
  done: "Concluir",
  step: "Etapa {at} de {of}",
  hint: "Mostrar dica: {title}",
  offer: "Ajuda para esta página",
  answered: "Respondida",
  ask: "Perguntar à comunidade",
  solved: "Isso resolveu",
  fine: "Estou bem",
  newTab: "abre em uma nova aba",
} satisfies Translated;
