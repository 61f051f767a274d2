/** Hints of one group: one bubble is open at a time, and all can be closed for good in one go. */

import type { Undo } from "../seam.js";

export interface Member {
  hide(): void;
  /** Closed by the person, seen or not. */
  dismiss(): void;
}

const groups = new Map<string, Set<Member>>();

export function joinGroup(name: string, member: Member): Undo {
  const members = groups.get(name) ?? new Set();
  groups.set(name, members.add(member));
  return () => {
    members.delete(member);
    if (!members.size) groups.delete(name);
  };
}

/** Of the others in its group; none without one. */
export function othersIn(name: string | undefined, member: Member): Member[] {
  return [...(groups.get(name ?? "") ?? [])].filter((one) => one !== member);
}
