import type { Translated } from "./every.js";

export default {
  close: "닫기",
  next: "다음",
  done: "완료",
  step: "{of}단계 중 {at}단계",
  hint: "도움말 보기: {title}",
  offer: "이 페이지에 대한 도움말",
  answered: "답변 있음",
  ask: "커뮤니티에 질문하기",
  solved: "해결되었어요",
  fine: "괜찮아요",
  newTab: "새 탭에서 열림",
} satisfies Translated;
