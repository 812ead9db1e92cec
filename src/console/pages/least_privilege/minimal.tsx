import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { Copy } from "../../parts/copy";
import { Document, pretty } from "../../parts/document";
import { principal_of } from "../../parts/principal";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { Apply } from "./apply";

/** The smallest policy that allows what the principal did. */
export function MinimalPolicy(props: { principal: string; on_applied: () => void }) {
  const { principal } = props;
  const [applying, set_applying] = useState(false);
  const loaded = use_loaded(
    (signal) => operator<{ Statement: unknown[] }>("policy", { query: { principal }, signal }),
    [principal],
  );
  const { kind, name } = principal_of(principal);
  return (
    <section class="card">
      <h2>The smallest policy that is enough</h2>
      <Loaded of={loaded} what="the policy">
        {(policy) =>
          policy.Statement.length === 0 ? (
            <Empty command={`curl -s '${location.origin}/_iam/policy?principal=${principal}'`}>
              {name} has done nothing since the server began. Let your tests run with its keys, and look again.
            </Empty>
          ) : (
            <>
              <p class="muted">It allows what {name} has done so far, and nothing else.</p>
              <Document text={pretty(policy)} label="The smallest policy" />
              <div class="row">
                {(kind === "user" || kind === "role") && (
                  <button type="button" class="primary" onClick={() => set_applying(true)}>
                    Apply…
                  </button>
                )}
                <Copy text={() => pretty(policy)} label="Copy the policy" />
                <button type="button" class="quiet" onClick={loaded.reload}>
                  Look again
                </button>
              </div>
              {applying && (
                <Apply
                  principal={principal}
                  document={pretty(policy)}
                  on_close={() => set_applying(false)}
                  on_applied={props.on_applied}
                />
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
