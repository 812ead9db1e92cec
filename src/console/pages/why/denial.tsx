import { useState } from "preact/hooks";
import { sentence_of } from "../../api/error";
import { operator } from "../../api/operator";
import type { Decision, Denial } from "../../api/types";
import { href } from "../../app/router";
import { ContextTable } from "../../parts/context";
import { DecisionMark } from "../../parts/decision";
import { DecisionLadder } from "../../parts/decision_ladder";
import { tell } from "../../parts/toast";
import { playground_of } from "../playground/from_denial";
import { encoded } from "../playground/state";
import { Remedy } from "./remedy";
import { TrustStatements } from "./trust";

type Shown = "then" | "now";

/** A denial: what would allow it, what each layer said, and what the request had. */
export function DenialView(props: { denial: Denial }) {
  const { denial } = props;
  const [now, set_now] = useState<Decision | null>(null);
  const [shown, set_shown] = useState<Shown>("then");
  const [asking, set_asking] = useState(false);

  const ask_again = async (): Promise<void> => {
    set_asking(true);
    try {
      set_now(
        await operator<Decision>("authorize", {
          body: { authorization_id: denial.authorization_id, statements: true },
        }),
      );
      set_shown("now");
    } catch (thrown) {
      tell(`Could not ask again: ${sentence_of(thrown)}`, "error");
    } finally {
      set_asking(false);
    }
  };

  const playground = playground_of(denial);
  const of =
    shown === "now" && now ? now : { ...denial, layers: denial.layers ?? { [denial.decided_by]: denial.decision } };
  return (
    <>
      <Remedy denial={denial} now={now} on_applied={ask_again} />
      <section class="card layers" aria-label="The layers of the decision">
        <div class="row">
          <h2 class="grow">What each layer said</h2>
          <div class="row" role="group" aria-label="Which decision">
            <button type="button" aria-pressed={shown === "then"} onClick={() => set_shown("then")}>
              Then
            </button>
            <button type="button" aria-pressed={shown === "now"} disabled={asking} onClick={() => void ask_again()}>
              {now ? "Now" : "Ask again now"}
            </button>
          </div>
        </div>
        {playground && (
          <p>
            <a href={href(["playground"], {}, encoded(playground))}>Try changes in the playground</a>
          </p>
        )}
        <p aria-live="polite">
          {shown === "now" && now
            ? "The same request, decided by what is stored now: "
            : "At the moment of the request: "}
          <DecisionMark decision={of.decision} />
        </p>
        <DecisionLadder
          decision={of}
          beside={(layer) =>
            layer === "trust" && shown === "then" && denial.trust_policy ? <TrustStatements denial={denial} /> : null
          }
        />
      </section>
      <section class="card context" aria-label="The context of the request">
        <h2>What the request had</h2>
        <ContextTable context={denial.context} missing={of.missing_context_keys ?? []} />
      </section>
    </>
  );
}
