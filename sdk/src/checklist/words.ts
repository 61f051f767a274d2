/** The words of a checklist in English; sdk/src/words/ has the other languages. */

export const ENGLISH = {
  tasksLeft: { one: "{count} task left", other: "{count} tasks left" },
  tasksDone: "{count} of {of} done",
  minimise: "Hide for now",
  taskDone: "done",
  taskLocked: "locked until the tasks before it are done",
  markDone: "Mark as done",
  allDone: "All done",
  allDoneText: "That was everything on this list. Well done.",
  dismissList: "Don’t show this again",
  listDismissed: "The list won’t come back.",
  undo: "Undo",
};

export type ListWords = typeof ENGLISH;
