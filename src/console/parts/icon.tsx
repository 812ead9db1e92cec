// The icons, drawn on a grid of 16. They never stand alone: a word is beside each, or a label is on the button.

const kPaths = {
  allowed: "m3.5 8.5 3 3 6-7",
  implicit: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M5 8h6",
  explicit: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M4.2 4.2l7.6 7.6",
  error: "M8 2 1.8 13h12.4zM8 6v3.4M8 11v.6",
  warning: "M8 2 1.8 13h12.4zM8 6v3.4M8 11v.6",
  info: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 7.2v3.6M8 5v.6",
  copy: "M5.5 5.5h7v8h-7zM3.5 10.5v-8h7",
  close: "m4 4 8 8M12 4l-8 8",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  add: "M8 3v10M3 8h10",
  live: "M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3M4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7",
  key: "M5.2 8a2.7 2.7 0 1 0 0 .1M7.9 8h6.1v2.4M11.4 8v2",
} as const;

export type IconName = keyof typeof kPaths;

export function Icon(props: { name: IconName }) {
  return (
    <svg class={`icon icon-${props.name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={kPaths[props.name]} />
    </svg>
  );
}
