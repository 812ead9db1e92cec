import { operator } from "../../api/operator";
import { ActionForm, attempt, use_form } from "../../parts/action";
import { TextField } from "../../parts/field";
import { Loaded, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";
import { type Scope, ScopeChoice, scoped } from "./shared";

interface Told {
  seed: number | null;
  accounts: { account: string; seed: number }[];
}

/** Seeds of repeatable ids (docs/savepoints.md#repeatable-ids). */
export function Random() {
  const loaded = use_loaded((signal) => operator<Told>("random", { signal }), []);
  const form = use_form<{ seed: string; scope: Scope }>({ seed: "42", scope: "all" });
  const { seed, scope } = form.values;

  const set = async () => {
    // As text: JavaScript's numbers are shorter than the server's.
    const body = JSON.stringify({ seed: 0, ...scoped(scope) }).replace("0", seed);
    await operator("random", { method: "PUT", body });
    tell(`Ids repeat from now on, from seed ${seed}`);
    loaded.reload();
  };
  const take_away = (of?: string) =>
    attempt(async () => {
      await operator("random", { method: "DELETE", query: { account: of } });
      loaded.reload();
    }, "The seed is taken away");
  return (
    <ActionForm title="Repeatable ids" verb="Set the seed" act={set}>
      <p class="muted">
        With a seed and a clock that stands still, the same calls get the same ids, keys and tokens. Whoever knows the
        seed can foretell every secret.
      </p>
      <Loaded of={loaded} what="the seeds">
        {(told) => (
          <ul class="seeds">
            <li>
              <span>{told.seed === null ? "No seed for all accounts" : `All accounts: seed ${told.seed}`}</span>
              {told.seed !== null && (
                <button type="button" class="quiet" onClick={() => take_away()}>
                  Take all away
                </button>
              )}
            </li>
            {told.accounts.map((each) => (
              <li key={each.account}>
                <span>
                  Account {each.account}: seed {each.seed}
                </span>
                <button type="button" class="quiet" onClick={() => take_away(each.account)}>
                  Take away<span class="unseen"> the seed of {each.account}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <div class="filters">
        <TextField label="Seed" mono required pattern="0|[1-9][0-9]*" {...form.field("seed")} />
        <ScopeChoice {...form.choice("scope")} />
      </div>
    </ActionForm>
  );
}
