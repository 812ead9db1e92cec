import { useRef, useState } from "preact/hooks";
import { ApiError } from "../../api/error";
import { operator } from "../../api/operator";
import { account } from "../../app/router";
import { load_accounts } from "../../app/server";
import { ActionForm } from "../../parts/action";
import { Document } from "../../parts/document";
import { Editor } from "../../parts/editor";
import { Pairs } from "../../parts/pairs";
import { Question } from "../../parts/question";
import { Loaded, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";
import { OrganizationTree } from "./organization_tree";
import { editable, example, laid_out, type Organization, type PolicyKind, targets_of } from "./organization_types";

export function OrganizationPart() {
  const loaded = use_loaded(read, []);
  const [text, set_text] = useState<string | null>(null);
  const [asking, set_asking] = useState(false);
  const changed = () => {
    set_text(null);
    loaded.reload();
    void load_accounts().catch(() => undefined);
  };
  const end = async (management_account: string) => {
    await operator("organization", { method: "DELETE", query: { account: management_account } });
    tell("The organization has ended");
    changed();
  };
  return (
    <Loaded of={loaded} what="the organization">
      {({ organization }) => {
        const management_account = organization?.management_account ?? account.value;
        if (text !== null)
          return (
            <Edit
              text={text}
              management_account={management_account}
              on_change={set_text}
              on_stated={changed}
              on_cancel={() => set_text(null)}
            />
          );
        if (!organization)
          return (
            <div class="state empty">
              <p>
                Account {account.value} is in no organization, so no service or resource control policy limits it. There
                is no AWS Organizations here: you state the organization.
              </p>
              <button type="button" class="primary" onClick={() => set_text(example(account.value))}>
                State an organization
              </button>
            </div>
          );
        return (
          <>
            <Shown organization={organization} />
            <div class="row">
              <button type="button" class="primary" onClick={() => set_text(editable(organization))}>
                Edit as JSON
              </button>
              <button type="button" class="danger" onClick={() => set_asking(true)}>
                End the organization
              </button>
            </div>
            {asking && (
              <Question
                title="End the organization?"
                verb="End it"
                danger
                act={() => end(management_account)}
                on_close={() => set_asking(false)}
              >
                <p>Its units and policies are lost. The accounts and what is in them stay.</p>
              </Question>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** 404: the account is in none. */
async function read(signal: AbortSignal): Promise<{ organization: Organization | null }> {
  try {
    const query = { account: account.value };
    return { organization: await operator<Organization>("organization", { signal, query }) };
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === 404) return { organization: null };
    throw thrown;
  }
}

const kKinds: readonly (readonly [PolicyKind, string])[] = [
  ["scps", "Service control policies"],
  ["rcps", "Resource control policies"],
];

function Shown(props: { organization: Organization }) {
  const { organization } = props;
  const policies = useRef<HTMLDivElement>(null);

  // A policy's name in the tree opens its document below.
  const open = (kind: PolicyKind, name: string) => {
    for (const details of policies.current?.querySelectorAll("details") ?? []) {
      if (details.dataset.policy !== `${kind}/${name}`) continue;
      details.open = true;
      details.querySelector("summary")?.focus();
      details.scrollIntoView({ block: "nearest" });
    }
  };
  return (
    <>
      <section class="card" aria-label="The tree">
        <OrganizationTree organization={organization} on_policy={open} />
      </section>
      <div class="columns" ref={policies}>
        {kKinds.map(([kind, title]) => (
          <section key={kind} class="card" aria-label={title}>
            <h2>{title}</h2>
            {Object.entries(organization[kind]).map(([name, policy]) => (
              <details key={name} data-policy={`${kind}/${name}`}>
                <summary>
                  <strong>{name}</strong> <code class="muted">{policy.id}</code>
                </summary>
                <div class="stack policy-body">
                  <p class="muted">Attached to {targets_of(organization, kind, name).join(", ") || "nothing"}.</p>
                  <Document text={laid_out(policy.document)} label={`Document of ${name}`} />
                </div>
              </details>
            ))}
          </section>
        ))}
      </div>
      <section class="card" aria-label="Settings">
        <Pairs
          of={[
            ["Organization", <code>{organization.id}</code>],
            ["Features", organization.features],
            ["Trusted services", organization.trusted_services.join(", ")],
            ["Delegated administrators", organization.delegated_administrators.join(", ")],
            ["Root features", organization.root_features.join(", ") || "none"],
          ]}
        />
      </section>
    </>
  );
}

interface EditProps {
  text: string;
  management_account: string;
  on_change: (text: string) => void;
  on_stated: () => void;
  on_cancel: () => void;
}

function Edit(props: EditProps) {
  const state = async () => {
    const query = { account: props.management_account };
    await operator("organization", { method: "PUT", query, body: props.text });
    tell("Stated the organization");
    props.on_stated();
  };
  return (
    <ActionForm
      title={`The organization of account ${props.management_account}`}
      verb="State it"
      act={state}
      beside={
        <button type="button" onClick={props.on_cancel}>
          Cancel
        </button>
      }
    >
      <Editor label="Organization" value={props.text} on_change={props.on_change} type={null} />
      <p class="hint">
        Policies are JSON, or texts that are kept byte for byte. Ids are made up where none are given; a target without{" "}
        <code>scps</code> gets FullAWSAccess.
      </p>
    </ActionForm>
  );
}
