import type { ComponentChildren } from "preact";
import { href } from "../../app/router";
import type { Organization, PolicyKind, Target, Unit } from "./organization_types";

interface Props {
  organization: Organization;
  on_policy: (kind: PolicyKind, name: string) => void;
}

/** Units can be closed; each target has its policies beside it. */
export function OrganizationTree(props: Props) {
  return (
    <ul class="tree">
      <UnitNode unit={props.organization.root} {...props} />
    </ul>
  );
}

function UnitNode(props: Props & { unit: Unit }) {
  const { unit, organization } = props;
  return (
    <li>
      <details open>
        <summary>
          <strong>{unit.name ?? "Root"}</strong> <code class="muted">{unit.id}</code>
        </summary>
        <Attached target={unit} {...props} />
        <ul>
          {unit.accounts.map((each) => (
            <li key={each.id} class="leaf">
              <a href={href(["sandbox", "organization"], { account: each.id })}>
                <code>{each.id}</code>
              </a>
              {each.id === organization.management_account && <span class="badge">management account</span>}
              {organization.delegated_administrators.includes(each.id) && (
                <span class="badge">delegated administrator</span>
              )}
              <Attached target={each} {...props} />
            </li>
          ))}
          {unit.units.map((each) => (
            <UnitNode key={each.id} {...props} unit={each} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function Attached(props: Props & { target: Target }) {
  const { target, on_policy } = props;
  return (
    <div class="attached">
      <Policies kind="scps" word="SCP" names={target.scps} on_policy={on_policy} of={target.id} />
      <Policies kind="rcps" word="RCP" names={target.rcps} on_policy={on_policy} of={target.id} />
    </div>
  );
}

function Policies(props: {
  kind: PolicyKind;
  word: string;
  names: readonly string[];
  of: string;
  on_policy: Props["on_policy"];
}): ComponentChildren {
  return props.names.map((name) => (
    <button
      key={name}
      type="button"
      class={`chip ${name === "FullAWSAccess" || name === "RCPFullAWSAccess" ? "plain" : ""}`}
      aria-label={`${props.word} ${name} of ${props.of}`}
      onClick={() => props.on_policy(props.kind, name)}
    >
      <span class="muted">{props.word}</span> {name}
    </button>
  ));
}
