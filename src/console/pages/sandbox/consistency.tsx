import { useEffect } from "preact/hooks";
import { operator } from "../../api/operator";
import { load_health } from "../../app/server";
import { ActionForm, use_form } from "../../parts/action";
import { Choice, TextField } from "../../parts/field";
import { Icon } from "../../parts/icon";
import { Loaded, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";
import { use_every } from "./shared";

interface Told {
  mode: "immediate" | "aws";
  delay_s?: [number, number];
  reads?: "immediate" | "lagging";
  /** Commits that are not known yet. */
  pending?: number;
}

const kModes = [
  ["immediate", "at once"],
  ["aws", "late, as on AWS"],
] as const;

const kReads = [
  ["immediate", "up to date"],
  ["lagging", "late as well"],
] as const;

const kReadMs = 2000;

export function Consistency() {
  const loaded = use_loaded((signal) => operator<Told>("consistency", { signal }), []);
  use_every(kReadMs, loaded.reload);
  return (
    <Loaded of={loaded} what="the consistency">
      {(told) => (
        <>
          <section class="card" aria-label="As it is">
            <p>
              <span class={`badge ${told.mode === "aws" ? "warn" : "good"}`}>
                <Icon name={told.mode === "aws" ? "warning" : "allowed"} /> Changes are known{" "}
                {told.mode === "aws" ? "late" : "at once"}
              </span>
            </p>
            {told.mode === "aws" && (
              <p role="status">
                {told.delay_s!.join(" to ")} seconds late by the server's clock. Not known yet: {told.pending}.
              </p>
            )}
            <p class="muted">
              AWS may need seconds until a new key, role or policy works everywhere. Here that can be had on purpose.
            </p>
          </section>
          <Settings told={told} on_set={loaded.reload} />
        </>
      )}
    </Loaded>
  );
}

type Form = Required<Pick<Told, "mode" | "reads">> & { least: string; most: string };

function Settings(props: { told: Told; on_set: () => void }) {
  const { mode, reads = "immediate", delay_s: [least, most] = [1, 10] } = props.told;
  const now: Form = { mode, reads, least: String(least), most: String(most) };
  const form = use_form(now);
  useEffect(() => form.set(now), [mode, reads, least, most]);

  const set = async () => {
    const { values } = form;
    const is_late = values.mode === "aws";
    const body = { mode: values.mode, delay_s: [Number(values.least), Number(values.most)], reads: values.reads };
    await operator("consistency", is_late ? { method: "PUT", body } : { method: "DELETE" });
    tell(`Changes are known ${is_late ? "late" : "at once"}`);
    props.on_set();
    void load_health();
  };
  return (
    <ActionForm title="Set it" verb="Set" act={set}>
      <div class="filters">
        <Choice label="Changes are known" choices={kModes} {...form.choice("mode")} />
        {form.values.mode === "aws" && (
          <>
            <TextField label="After, seconds" type="number" required {...form.field("least")} />
            <TextField label="At most, seconds" type="number" required {...form.field("most")} />
            <Choice label="What IAM gets and lists" choices={kReads} {...form.choice("reads")} />
          </>
        )}
      </div>
      <p class="hint">
        Each change draws its own delay; move the clock instead of waiting. To set it anew makes all known.
      </p>
    </ActionForm>
  );
}
