import { useState } from "preact/hooks";
import { operator_response } from "../../api/operator";
import { account } from "../../app/router";
import { attempt } from "../../parts/action";
import { curl_command } from "../../parts/cli";
import { Command } from "../../parts/copy";
import { Choice } from "../../parts/field";
import { Text } from "../../parts/text";

const kForms = [
  ["json", "State document (JSON)"],
  ["terraform", "Terraform"],
  ["cloudformation", "CloudFormation"],
] as const;

type FormName = (typeof kForms)[number][0];

const kFiles: Record<FormName, string> = {
  json: "state.json",
  terraform: "iam.tf",
  cloudformation: "template.json",
};

const kShownMax = 100_000; // characters; what is copied or saved is all of it

export function Export() {
  const [form, set_form] = useState<FormName>("json");
  const [text, set_text] = useState<string | null>(null);
  const path = `state?account=${account.value}&as=${form}`;
  const read = async () => (await operator_response("state", { query: { account: account.value, as: form } })).text();

  const show = () => attempt(async () => set_text(await read()));
  const save = () => attempt(async () => save_as(`${account.value}-${kFiles[form]}`, await read()));
  return (
    <section class="card" aria-label="Export">
      <h2>Export account {account.value}</h2>
      <Choice
        label="As"
        choices={kForms}
        value={form}
        on_change={(to) => {
          set_form(to);
          set_text(null);
        }}
      />
      {form === "json" && (
        <p class="note warn">It holds every credential of the account: secret keys, MFA seeds, hashes of passwords.</p>
      )}
      <div class="row">
        <button type="button" onClick={show}>
          Show
        </button>
        <button type="button" onClick={save}>
          Download
        </button>
      </div>
      {text !== null && <Text title={kFiles[form]} text={text.slice(0, kShownMax)} copied={text} />}
      {text !== null && text.length > kShownMax && (
        <p class="muted">Only the first {kShownMax.toLocaleString()} characters are shown. Copy gives all.</p>
      )}
      <Command text={curl_command(path)} />
    </section>
  );
}

function save_as(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
