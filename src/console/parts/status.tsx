import type { RecordedRequest } from "../api/types";
import { Icon } from "./icon";

/** How a request was answered: its status, and the error's code. */
export function StatusMark(props: { request: RecordedRequest }) {
  const { status, error } = props.request;
  const good = status < 400;
  return (
    <span class={`badge ${good ? "good" : status < 500 ? "warn" : "bad"}`}>
      <Icon name={good ? "allowed" : "error"} /> {status} {error?.code ?? (good ? "OK" : "")}
    </span>
  );
}
