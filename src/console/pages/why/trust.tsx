import type { Denial } from "../../api/types";
import { Icon } from "../../parts/icon";
import { Misses, statement_name } from "../../parts/policies";

/** What each statement of a role's trust policy wants, beside what the request had. */
export function TrustStatements(props: { denial: Denial }) {
  const { policies, trust_policy, why } = props.denial;
  // The policy itself, where the server tells it, says the same of each statement.
  const told = policies?.some((policy) => policy.type === "trust" && policy.statements) ?? false;
  return (
    <>
      {why && (
        <p class="note warn">
          <Icon name="info" /> {why}
        </p>
      )}
      {!told &&
        trust_policy?.map((statement) => (
          <section key={statement.index} class="stack">
            <h3>
              {statement_name(statement)} ({statement.effect})
            </h3>
            <Misses misses={statement.misses} />
          </section>
        ))}
    </>
  );
}
