import type { Translated } from "./every.js";

export default {
  close: "Cerrar",
  next: "Siguiente",
  done: "Listo",
  step: "Paso {at} de {of}",
  hint: "Mostrar consejo: {title}",
  offer: "Ayuda para esta página",
  answered: "Respondida",
  ask: "Preguntar a la comunidad",
  solved: "Esto lo resolvió",
  fine: "Estoy bien",
  newTab: "se abre en una pestaña nueva",
} satisfies Translated;
