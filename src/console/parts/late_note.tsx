import { health } from "../app/server";

/** Beside every change, where it may be some seconds until it counts. */
export function LateNote() {
  if (!health.value || health.value.consistency === "immediate") return null;
  return <p class="note warn">This server tells changes some seconds late (--consistency), as AWS does.</p>;
}
