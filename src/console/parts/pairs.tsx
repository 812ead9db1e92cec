import type { ComponentChildren } from "preact";

/** Names and values: `<Pairs of={[["Path", "/"], ["Created", at]]} />`. A value that is null, false or "" is left out. */
export function Pairs(props: { of: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="pairs">
      {props.of
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A time as people read it, with the exact one for those who point at it. */
export function At(props: { at: string }) {
  const date = new Date(props.at);
  if (Number.isNaN(date.getTime())) return <>{props.at}</>;
  return (
    <time dateTime={props.at} title={props.at}>
      {date.toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" })}
    </time>
  );
}
