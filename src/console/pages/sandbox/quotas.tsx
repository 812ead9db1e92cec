import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { account } from "../../app/router";
import { ActionForm } from "../../parts/action";
import { TextField } from "../../parts/field";
import { Question } from "../../parts/question";
import { Loaded, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";

const kGroups: readonly (readonly [string, (name: string) => boolean])[] = [
  ["Of the account", (name) => name.endsWith("PerAccount")],
  ["Characters of policies", (name) => name.includes("Size")],
  ["Of one user, group, role or other entity", () => true],
];

export function Quotas() {
  const query = { account: account.value };
  const loaded = use_loaded((signal) => operator<Record<string, number>>("quotas", { query, signal }), []);
  const [typed, set_typed] = useState<Record<string, string>>({});
  const [asking, set_asking] = useState(false);

  const wanted = Object.entries(typed)
    .filter(([name, text]) => text !== "" && Number(text) !== loaded.value?.[name])
    .map(([name, text]) => [name, Number(text)] as const);
  const put = async (method: "PUT" | "DELETE", done: string) => {
    const body = method === "PUT" ? Object.fromEntries(wanted) : undefined;
    await operator("quotas", { method, query, body });
    tell(done);
    set_typed({});
    loaded.reload();
  };
  return (
    <Loaded of={loaded} what="the quotas">
      {(quotas) => (
        <ActionForm
          title="Quotas"
          verb={wanted.length === 0 ? "Set" : `Set ${wanted.length} of them`}
          disabled={wanted.length === 0}
          act={() => put("PUT", `Set ${wanted.map(([name]) => name).join(", ")}`)}
          beside={
            <button type="button" onClick={() => set_asking(true)}>
              Back to AWS's defaults
            </button>
          }
        >
          <p class="muted">
            What is over a quota gets <code>LimitExceeded</code>. The names are AWS's.
          </p>
          {kGroups.map((group) => (
            <fieldset key={group[0]} class="stack">
              <legend>
                <h3>{group[0]}</h3>
              </legend>
              <div class="filters quotas">
                {Object.keys(quotas)
                  .filter((name) => kGroups.find(([, takes]) => takes(name)) === group)
                  .map((name) => (
                    <TextField
                      key={name}
                      label={name}
                      type="number"
                      value={typed[name] ?? String(quotas[name])}
                      on_input={(text) => set_typed((before) => ({ ...before, [name]: text }))}
                    />
                  ))}
              </div>
            </fieldset>
          ))}
          {asking && (
            <Question
              title="Back to AWS's defaults?"
              verb="Set the defaults"
              act={() => put("DELETE", "The quotas are AWS's defaults")}
              on_close={() => set_asking(false)}
            >
              <p>All quotas of account {account.value} are set to what AWS begins with.</p>
            </Question>
          )}
        </ActionForm>
      )}
    </Loaded>
  );
}
