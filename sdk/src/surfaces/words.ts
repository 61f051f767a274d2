/** The words of banners, surveys and announcements in English; sdk/src/words/ has the other languages. */

export const ENGLISH = {
  send: "Send",
  later: "Later",
  askLater: "Ask me later",
  required: "Required",
  answerMissing: "Please answer this question.",
  wordsMissing: "Please say it in your own words.",
  otherChoice: "Other",
  otherWords: "In your own words",
  severalAllowed: "Choose all that apply.",
  textLeft: { one: "{count} character left", other: "{count} characters left" },
  outOf: "{value} of {of}",
};

export type SurfaceWords = typeof ENGLISH;
