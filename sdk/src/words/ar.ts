import type { Translated } from "./every.js";

export default {
  close: "إغلاق",
  next: "التالي",
  done: "تم",
  step: "الخطوة {at} من {of}",
  hint: "عرض التلميح: {title}",
  offer: "مساعدة في هذه الصفحة",
  answered: "تمت الإجابة",
  ask: "اسأل المجتمع",
  solved: "حُلّت المشكلة",
  fine: "لا أحتاج إلى مساعدة",
  newTab: "يُفتح في علامة تبويب جديدة",
} satisfies Translated;
