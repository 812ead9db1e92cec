import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { href } from "../../app/router";
import { Icon } from "../../parts/icon";
import { type Box, curve, kBox, type Layout } from "./layout";
import { kKindNames, name_of } from "./trust";

interface Props {
  layout: Layout;
  focus: string | null;
  on_open: (key: string) => void;
}

const kZooms = [0.5, 0.7, 0.85, 1, 1.25, 1.6];
const kNormal = 3;
const kReadable = 2;

/** Boxes are links and buttons, lines are drawn below them. The box around scrolls, by keyboard as well. */
export function Graph(props: Props) {
  const { boxes, lines, width, height } = props.layout;
  const [zoom, set_zoom] = useState(kNormal);
  const [lit, set_lit] = useState<string | null>(null);
  const view = useRef<HTMLDivElement>(null);
  const scale = kZooms[zoom]!;

  // What was chosen is in sight.
  const focused = boxes.find((box) => box.members.some(({ id }) => id === props.focus));
  useLayoutEffect(() => {
    const element = view.current!;
    if (!focused) return;
    element.scrollLeft = (focused.x + kBox.width / 2) * scale - element.clientWidth / 2;
    element.scrollTop = (focused.y + kBox.height / 2) * scale - element.clientHeight / 2;
  }, [focused?.x, focused?.y, scale]);

  // It begins as wide as it fits, while names can still be read.
  const begin = useRef(true);
  useLayoutEffect(() => {
    if (begin.current) fit(kReadable, kNormal);
    begin.current = false;
  }, []);
  // Whoever opens a group by keyboard goes on with its first member.
  const opened = useRef<string | null>(null);
  useLayoutEffect(() => {
    const id = opened.current;
    opened.current = null;
    if (id) view.current!.querySelector<HTMLElement>(`[data-first="${CSS.escape(id)}"]`)?.focus();
  }, [props.layout]);

  const by = (steps: number) => set_zoom((now) => Math.min(kZooms.length - 1, Math.max(0, now + steps)));
  const fit = (least: number, most: number) => {
    const wanted = view.current!.clientWidth / width;
    const found = kZooms.findLastIndex((each) => each <= wanted);
    set_zoom(Math.min(most, Math.max(least, found)));
  };
  const on_key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+") by(1);
    else if (event.key === "-") by(-1);
    else if (event.key === "0") set_zoom(kNormal);
    else return;
    event.preventDefault();
  };
  const light = (key: string | null) => () => set_lit(key);
  return (
    <div class="graph-frame">
      <div class="row">
        <span class="muted grow">
          <span class="line-sample" /> may assume <span class="line-sample conditional" /> if a condition holds
        </span>
        <button type="button" aria-label="Zoom out" disabled={zoom === 0} onClick={() => by(-1)}>
          −
        </button>
        <span class="mono">{Math.round(scale * 100)} %</span>
        <button type="button" aria-label="Zoom in" disabled={zoom === kZooms.length - 1} onClick={() => by(1)}>
          +
        </button>
        <button type="button" onClick={() => fit(0, kZooms.length - 1)}>
          Fit
        </button>
      </div>
      <div
        class="graph"
        ref={view}
        tabIndex={0}
        role="group"
        aria-label="Graph of who can assume whom. Plus and minus zoom, arrows move."
        onKeyDown={on_key}
      >
        <div
          class={lit ? "canvas dimmed" : "canvas"}
          style={{ width: `${width}px`, height: `${height}px`, zoom: scale }}
        >
          <svg width={width} height={height} aria-hidden="true">
            <defs>
              <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                <path d="M0 0 8 4 0 8z" />
              </marker>
            </defs>
            {lines.map((line) => (
              <path
                key={`${line.from.key} ${line.to.key}`}
                class={`${line.conditional ? "conditional" : ""} ${lit === line.from.key || lit === line.to.key ? "lit" : ""}`}
                d={curve(line)}
                marker-end="url(#arrow)"
              />
            ))}
          </svg>
          {boxes.map((box) => {
            const shared = {
              key: box.key,
              "data-first": box.members[0]!.id,
              class: `box ${box === focused ? "focused" : ""} ${box.members[0]!.kind}`,
              style: { left: `${box.x}px`, top: `${box.y}px` },
              onMouseEnter: light(box.key),
              onMouseLeave: light(null),
              onFocus: light(box.key),
              onBlur: light(null),
            };
            const [first] = box.members;
            return box.members.length === 1 ? (
              <a {...shared} href={href(["who-can", "graph"], { focus: first!.id })} title={first!.id}>
                <Words box={box} />
              </a>
            ) : (
              <button
                {...shared}
                type="button"
                title={box.members
                  .map(({ name }) => name)
                  .join(", ")
                  .slice(0, 1000)}
                onClick={() => {
                  opened.current = first!.id;
                  props.on_open(box.key);
                }}
              >
                <Words box={box} />
              </button>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Words(props: { box: Box }) {
  const [first, second] = props.box.members;
  const [one, many] = kKindNames[first!.kind];
  return (
    <>
      {first!.kind === "anyone" && <Icon name="warning" />}
      {second ? (
        <strong>
          {props.box.members.length} {many}
        </strong>
      ) : (
        first!.kind !== "anyone" && <span class="muted">{one}</span>
      )}
      <span class="name">
        {name_of(first!)}
        {second && ", …"}
      </span>
      {second && <Icon name="add" />}
    </>
  );
}
