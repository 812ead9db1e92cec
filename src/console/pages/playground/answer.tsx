import { useEffect, useState } from "preact/hooks";
import { sentence_of } from "../../api/error";
import { operator } from "../../api/operator";
import type { Decision } from "../../api/types";
import { DecisionMark } from "../../parts/decision";
import { DecisionLadder } from "../../parts/decision_ladder";
import { Icon } from "../../parts/icon";
import { Waiting } from "../../parts/state";
import { type Playground, question_of } from "./state";

const kWaitMs = 250;

/** What the server decides of the question, again whenever it changes. The last answer stays while the next is asked for. */
function use_decision(state: Playground): { decision: Decision | null; error: string | null } {
  const [told, set_told] = useState<{ decision: Decision | null; error: string | null }>({
    decision: null,
    error: null,
  });
  const question = JSON.stringify(question_of(state));
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      operator<Decision>("authorize", { body: question, signal: stop.signal }).then(
        (decision) => set_told({ decision, error: null }),
        (thrown) => stop.signal.aborted || set_told({ decision: null, error: sentence_of(thrown) }),
      );
    }, kWaitMs);
    return () => (clearTimeout(timer), stop.abort());
  }, [question]);
  return told;
}

export function Answer(props: { state: Playground; on_add_key: (key: string) => void }) {
  const { decision, error } = use_decision(props.state);
  return (
    <section class="card" aria-label="The decision">
      <h2>The decision</h2>
      {error !== null && (
        <p class="note bad" role="status">
          <Icon name="error" /> <span>It cannot be decided: {error}</span>
        </p>
      )}
      {decision === null && error === null && <Waiting what="the decision" />}
      {decision !== null && (
        <>
          <p class="sentence" role="status">
            <DecisionMark decision={decision.decision} /> {decision.sentence}
          </p>
          {(decision.missing_context_keys ?? []).length > 0 && (
            <div class="row">
              <span>Keys that policies ask for, and the request has not:</span>
              {decision.missing_context_keys!.map((key) => (
                <button key={key} type="button" onClick={() => props.on_add_key(key)}>
                  <Icon name="add" /> <code>{key}</code>
                </button>
              ))}
            </div>
          )}
          <DecisionLadder decision={decision} />
        </>
      )}
    </section>
  );
}
