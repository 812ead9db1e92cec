import { Choice, TextField } from "../../parts/field";
import { Icon } from "../../parts/icon";
import { SuggestedField } from "../../parts/suggested";
import type { Kind, Playground, ResourceKind } from "./state";

const kKindNames: readonly (readonly [Kind, string])[] = [
  ["stored", "Stored here, with its policies"],
  ["user", "User"],
  ["role_session", "Role session"],
  ["root", "Root"],
  ["federated_user", "Federated user"],
  ["web_identity", "Web identity"],
  ["saml", "SAML subject"],
  ["service", "AWS service"],
  ["anonymous", "Nobody (anonymous)"],
];

const kPrincipalLabels: Partial<Record<Kind, string>> = {
  service: "Service principal",
  web_identity: "Subject",
  saml: "Subject",
};

const kResourceKindNames: readonly (readonly [ResourceKind, string])[] = [
  ["resource", "the resource's policy"],
  ["trust", "a role's trust policy"],
  ["kms_key", "a KMS key's policy"],
];

export function RequestForm(props: { state: Playground; on_change: (part: Partial<Playground>) => void }) {
  const { state, on_change } = props;
  return (
    <>
      <Choice label="Who" choices={kKindNames} value={state.kind} on_change={(kind) => on_change({ kind })} />
      {state.kind !== "anonymous" && (
        <SuggestedField
          label={kPrincipalLabels[state.kind] ?? "Principal's ARN"}
          kind="principal"
          value={state.principal}
          on_input={(principal) => on_change({ principal })}
        />
      )}
      {(state.kind === "web_identity" || state.kind === "saml") && (
        <TextField
          label="Provider"
          mono
          value={state.provider}
          on_input={(provider) => on_change({ provider })}
          hint="As the trust policy names it."
        />
      )}
      <SuggestedField label="Action" kind="action" value={state.action} on_input={(action) => on_change({ action })} />
      <SuggestedField
        label="Resource"
        kind="resource"
        action={state.action}
        value={state.resource}
        on_input={(resource) => on_change({ resource })}
        placeholder="*"
      />
      <Choice
        label="The resource or trust policy is"
        choices={kResourceKindNames}
        value={state.resource_kind}
        on_change={(resource_kind) => on_change({ resource_kind })}
      />
      <Context state={state} on_change={(context) => on_change({ context })} />
    </>
  );
}

function Context(props: { state: Playground; on_change: (context: Playground["context"]) => void }) {
  const { context, action } = props.state;
  const set = (index: number, pair: [string, string]) =>
    props.on_change(context.map((each, at) => (at === index ? pair : each)));
  return (
    <fieldset class="stack">
      <legend>
        <strong>Condition keys</strong>
      </legend>
      <p class="hint">
        Keys about the principal and the time are added. Several values: <code>["a", "b"]</code>.
      </p>
      {context.map(([key, value], index) => (
        <div key={index} class="row pair">
          <div class="grow">
            <SuggestedField
              label={`Key ${index + 1}`}
              kind="key"
              action={action}
              value={key}
              on_input={(to) => set(index, [to, value])}
            />
          </div>
          <div class="grow">
            <TextField label={`Value ${index + 1}`} mono value={value} on_input={(to) => set(index, [key, to])} />
          </div>
          <button
            type="button"
            class="quiet"
            aria-label={`Remove key ${index + 1}`}
            onClick={() => props.on_change(context.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={() => props.on_change([...context, ["", ""]])}>
          <Icon name="add" /> Add a key
        </button>
      </div>
    </fieldset>
  );
}
