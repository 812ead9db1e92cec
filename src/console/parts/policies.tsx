// The policies of one layer of a decision: each document with its statements marked, and what each statement misses.

import type { EvaluatedPolicy, EvaluatedStatement, Miss } from "../api/types";
import { Document, type Mark } from "./document";
import { Icon } from "./icon";

/** `denied`: nothing in the layer allowed, so that the statement that came nearest is worth a mark. */
export function EvaluatedPolicies(props: { policies: readonly EvaluatedPolicy[]; denied: boolean }) {
  return (
    <>
      {props.policies.map((policy, index) => (
        <EvaluatedPolicyView key={`${policy.id ?? ""}${index}`} policy={policy} denied={props.denied} />
      ))}
    </>
  );
}

function EvaluatedPolicyView(props: { policy: EvaluatedPolicy; denied: boolean }) {
  const { policy } = props;
  const name = policy.arn ?? policy.id ?? "policy";
  const statements = policy.statements ?? [];
  const near = props.denied ? nearest(statements) : undefined;
  return (
    <div class="stack policy" role="group" aria-label={name}>
      <p>
        <code>{name}</code>
        {policy.attached_to && policy.attached_to !== name && (
          <span class="muted">
            {" "}
            of <code>{policy.attached_to}</code>
          </span>
        )}
        {policy.level !== undefined && <span class="muted"> (level {policy.level + 1})</span>}
      </p>
      <Document text={policy.document} label={`Document of ${name}`} marks={marks_of(statements, near)} />
      {statements.length > 0 && <Statements statements={statements} nearest={near} />}
    </div>
  );
}

function marks_of(statements: readonly EvaluatedStatement[], near: EvaluatedStatement | undefined): Mark[] {
  return statements.flatMap((statement): Mark[] => {
    const place = { from: statement.start.offset, to: statement.end.offset };
    if (statement.applies)
      return [
        statement.effect === "Deny"
          ? { ...place, kind: "denies", label: "denies this" }
          : { ...place, kind: "allows", label: "allows this" },
      ];
    return statement === near ? [{ ...place, kind: "misses", label: "comes nearest" }] : [];
  });
}

/** The statement that would allow with the fewest changes. One about another action and more is no near miss. */
function nearest(statements: readonly EvaluatedStatement[]): EvaluatedStatement | undefined {
  return statements
    .filter((each) => each.effect === "Allow" && !each.applies && (each.misses.length === 1 || !misses_action(each)))
    .sort((a, b) => weight(a) - weight(b))[0];
}

const misses_action = (statement: EvaluatedStatement) =>
  statement.misses.some((miss) => miss.element === "Action" || miss.element === "NotAction");

/** How far a statement is from this request: a condition is nearer than a resource, and that nearer than an action. */
const weight = (statement: EvaluatedStatement) =>
  statement.misses.reduce(
    (sum, miss) => sum + (miss.element === "Condition" ? 1 : 2),
    misses_action(statement) ? 4 : 0,
  );

const kShown = 6;

function Statements(props: { statements: readonly EvaluatedStatement[]; nearest: EvaluatedStatement | undefined }) {
  const sorted = [...props.statements].sort((a, b) => rank(a) - rank(b));
  const rank_of_nearest = props.nearest ? sorted.indexOf(props.nearest) : -1;
  if (rank_of_nearest > 0) sorted.unshift(...sorted.splice(rank_of_nearest, 1));
  const few = sorted.slice(0, kShown);
  const more = sorted.slice(kShown);
  return (
    <>
      <ul class="statements">
        {few.map((each) => (
          <StatementLine key={each.index} statement={each} />
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary>{more.length} more statements</summary>
          <ul class="statements">
            {more.map((each) => (
              <StatementLine key={each.index} statement={each} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const rank = (statement: EvaluatedStatement) =>
  statement.applies ? (statement.effect === "Deny" ? 0 : 1) : 2 + weight(statement);

const kWords = {
  Allow: { icon: "allowed", does: "allows this request", would: "would allow, but does not apply:" },
  Deny: { icon: "explicit", does: "denies this request", would: "would deny, but does not apply:" },
} as const;

function StatementLine(props: { statement: EvaluatedStatement }) {
  const { statement } = props;
  const words = kWords[statement.effect];
  return (
    <li>
      <p>
        <Icon name={statement.applies ? words.icon : "implicit"} /> <strong>{statement_name(statement)}</strong>{" "}
        {statement.applies ? words.does : words.would}
      </p>
      {!statement.applies && <Misses misses={statement.misses} />}
    </li>
  );
}

export const statement_name = (statement: { index: number; sid?: string }) =>
  `Statement ${statement.index + 1}${statement.sid ? ` “${statement.sid}”` : ""}`;

/** What a statement wants beside what the request had. */
export function Misses(props: { misses: readonly Miss[] }) {
  return (
    <div class="facts-box" tabIndex={0} role="group" aria-label="What does not match">
      <table>
        <thead>
          <tr>
            <th scope="col">Element</th>
            <th scope="col">The policy has</th>
            <th scope="col">The request has</th>
          </tr>
        </thead>
        <tbody>
          {props.misses.map((miss, index) => (
            <tr key={index}>
              <td>
                {miss.element}
                {miss.operator && <> {miss.operator}</>}
                {miss.key && (
                  <>
                    {" "}
                    <code>{miss.key}</code>
                  </>
                )}
              </td>
              <td>
                <Values values={miss.policy} />
              </td>
              <td>
                {miss.request === null ? <em>no such key</em> : <Values values={miss.request} />}
                {miss.needs_set_operator && (
                  <p class="hint">Several values: the operator needs ForAnyValue or ForAllValues.</p>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Values(props: { values: readonly string[] }) {
  return (
    <>
      {props.values.map((value, index) => (
        <div key={index}>
          <code>{value}</code>
        </div>
      ))}
    </>
  );
}
