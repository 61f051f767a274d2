import type { EventType, WireEvent } from "../../src/contract.js";

let made = 0;

export function anEvent(at: number, changes: Partial<WireEvent> = {}): WireEvent {
  made += 1;
  return { id: `event-${made}`, type: "custom" as EventType, at, seq: made, name: "x", ...changes };
}
