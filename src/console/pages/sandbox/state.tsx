import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { account } from "../../app/router";
import { load_accounts, load_health } from "../../app/server";
import { Question } from "../../parts/question";
import { tell } from "../../parts/toast";
import { Export } from "./export";
import { Random } from "./random";
import { Seed } from "./seed";

export function State() {
  return (
    <>
      <div class="columns">
        <Seed />
        <Export />
      </div>
      <div class="columns">
        <Random />
        <Reset />
      </div>
    </>
  );
}

function Reset() {
  const [asked, set_asked] = useState<"one" | "all" | null>(null);
  const reset = async () => {
    await operator("reset", { method: "POST", query: asked === "one" ? { account: account.value } : {} });
    tell(asked === "one" ? `Account ${account.value} is empty` : "The server is as it was at its start");
    await Promise.all([load_accounts(), load_health()]).catch(() => undefined);
  };
  return (
    <section class="card" aria-label="Reset">
      <h2>Reset</h2>
      <p class="muted">To go back to a state and not to nothing, make a savepoint.</p>
      <div class="row">
        <button type="button" class="danger" onClick={() => set_asked("one")}>
          Empty account {account.value}
        </button>
        <button type="button" class="danger" onClick={() => set_asked("all")}>
          Reset everything
        </button>
      </div>
      {asked && (
        <Question
          title={asked === "one" ? `Empty account ${account.value}?` : "Reset everything?"}
          verb={asked === "one" ? "Empty it" : "Reset"}
          danger
          act={reset}
          on_close={() => set_asked(null)}
        >
          <p>
            {asked === "one"
              ? "All users, groups, roles, policies and keys of the account, its sessions and its own savepoints are lost."
              : "All accounts, savepoints, denials, recorded requests and settings of the sandbox are lost."}
          </p>
        </Question>
      )}
    </section>
  );
}
