import { useEffect, useMemo, useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { ActionForm, attempt, use_form } from "../../parts/action";
import { curl_command } from "../../parts/cli";
import { Command } from "../../parts/copy";
import { Choice, TextField } from "../../parts/field";
import { Loaded, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";
import { use_every } from "./shared";

interface Told {
  now: string;
  mode: "real" | "shifted" | "frozen";
}

const kModes: Record<Told["mode"], string> = {
  real: "Real time",
  shifted: "Shifted: it runs, away from real time",
  frozen: "Frozen: it stands still",
};

const kSteps: readonly (readonly [string, number])[] = [
  ["1 minute", 60],
  ["1 hour", 3600],
  ["1 day", 86400],
  ["90 days", 90 * 86400],
];

const kUnits = [
  ["1", "seconds"],
  ["60", "minutes"],
  ["3600", "hours"],
  ["86400", "days"],
] as const;

const kReadMs = 5000;

export function Clock() {
  const loaded = use_loaded((signal) => operator<Told>("clock", { signal }), []);
  use_every(kReadMs, loaded.reload);
  const form = use_form<{ amount: string; unit: (typeof kUnits)[number][0]; at: string }>({
    amount: "1",
    unit: "3600",
    at: "",
  });
  const { amount, unit, at } = form.values;

  const change = async (body?: { now: string } | { advance_s: number }) => {
    const told = await operator<Told>("clock", body ? { method: "PUT", body } : { method: "DELETE" });
    tell(`It is ${told.now} now`);
    loaded.reload();
  };
  return (
    <Loaded of={loaded} what="the clock">
      {(clock) => (
        <>
          <section class="card" aria-label="The time here">
            <Face clock={clock} />
            <p class="muted">
              Sessions, keys, passwords, signatures and conditions such as <code>aws:CurrentTime</code> go by this
              clock.
            </p>
            <div class="row">
              {clock.mode !== "frozen" && (
                <button type="button" onClick={() => attempt(() => change({ now: clock.now }))}>
                  Freeze now
                </button>
              )}
              {clock.mode !== "real" && (
                <button type="button" onClick={() => attempt(() => change())}>
                  Back to real time
                </button>
              )}
            </div>
          </section>
          <div class="columns">
            <ActionForm
              title="Move the clock"
              verb="Advance"
              act={() => change({ advance_s: Math.round(Number(amount) * Number(unit)) })}
            >
              <div class="row">
                {kSteps.map(([words, advance_s]) => (
                  <button key={words} type="button" onClick={() => attempt(() => change({ advance_s }))}>
                    + {words}
                  </button>
                ))}
              </div>
              <div class="filters">
                <TextField label="By" type="number" required {...form.field("amount")} />
                <Choice label="Unit" choices={kUnits} {...form.choice("unit")} />
              </div>
              <p class="hint">Below zero turns it back. A clock that stands still goes on standing still.</p>
            </ActionForm>
            <ActionForm
              title="Let it stand still"
              verb="Freeze there"
              act={() => change({ now: iso_of(new Date(`${at}Z`)) })}
            >
              <TextField
                label="At (UTC)"
                type="datetime-local"
                required
                hint="Tests that look at dates are then the same each time."
                {...form.field("at")}
              />
            </ActionForm>
          </div>
          <Command text={curl_command("clock", { advance_s: 3600 }, "PUT")} />
        </>
      )}
    </Loaded>
  );
}

/** The time goes on by itself between two answers. */
function Face(props: { clock: Told }) {
  const { clock } = props;
  const read_at = useMemo(() => performance.now(), [clock]);
  const [, set_tick] = useState(0);
  useEffect(() => {
    if (clock.mode === "frozen") return;
    const timer = setInterval(() => set_tick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, [clock.mode]);
  const gone = clock.mode === "frozen" ? 0 : performance.now() - read_at;
  const now = iso_of(new Date(Date.parse(clock.now) + gone));
  return (
    <div class="row clock-face">
      <time class="mono" dateTime={now}>
        {now.slice(0, 10)} <strong>{now.slice(11, 19)}</strong> UTC
      </time>
      <span class={`badge ${clock.mode === "real" ? "" : "warn"}`}>{kModes[clock.mode]}</span>
    </div>
  );
}

const iso_of = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
