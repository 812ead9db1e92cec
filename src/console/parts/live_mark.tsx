import { Icon } from "./icon";

/** Whether what is shown grows by itself. */
export function LiveMark(props: { live: boolean }) {
  return (
    <span class={`badge ${props.live ? "good" : ""}`} role="status">
      <Icon name={props.live ? "live" : "implicit"} /> {props.live ? "Live" : "Not live"}
    </span>
  );
}
