import { useEffect, useRef, useState } from "preact/hooks";
import { change_query, place } from "../../app/router";
import { Checkbox, Choice, TextField } from "../../parts/field";

/** The filters of GET /_iam/requests, as the address has them. */
export const kFilters = ["operation", "status", "principal", "service", "source", "since"] as const;
type Filter = (typeof kFilters)[number];

const kHints: Record<"operation" | "status" | "principal" | "since", string> = {
  operation: "CreateUser",
  status: "error, 404, NoSuchEntity",
  principal: "Bob, or an ARN",
  since: "2026-01-31T00:00:00Z",
};

const kServices = [
  ["", "any"],
  ["iam", "iam"],
  ["sts", "sts"],
  ["a4b", "a4b"],
] as const;
const kSources = [
  ["", "any"],
  ["aws", "aws"],
  ["huawei", "huawei"],
  ["alexa", "alexa"],
  ["toolbox", "toolbox"],
] as const;

export function Filters() {
  const { query } = place.value;
  const set = (name: Filter | "all", value: string) => change_query({ [name]: value });
  return (
    <form class="filters" role="search" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Typed name="operation" label="Operation" />
      <Typed name="status" label="Status or error" />
      <Typed name="principal" label="Who" />
      <Typed name="since" label="Since" />
      <Choice
        label="Service"
        choices={kServices}
        value={(query.get("service") ?? "") as "iam"}
        on_change={(to) => set("service", to)}
      />
      <Choice
        label="Face"
        choices={kSources}
        value={(query.get("source") ?? "") as "aws"}
        on_change={(to) => set("source", to)}
      />
      <Checkbox label="Of all accounts" checked={query.has("all")} on_change={(on) => set("all", on ? "1" : "")} />
    </form>
  );
}

const kWaitMs = 300;

/** A filter that is typed gets into the address when the typing pauses. */
function Typed(props: { name: keyof typeof kHints; label: string }) {
  const there = place.value.query.get(props.name) ?? "";
  const [text, set_text] = useState(there);
  const timer = useRef<number>();
  useEffect(() => {
    set_text(there);
    return () => clearTimeout(timer.current);
  }, [there]);
  const type = (value: string) => {
    set_text(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => change_query({ [props.name]: value.trim() }), kWaitMs);
  };
  return <TextField label={props.label} type="search" placeholder={kHints[props.name]} value={text} on_input={type} />;
}
