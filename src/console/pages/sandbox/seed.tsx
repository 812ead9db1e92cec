import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { account } from "../../app/router";
import { load_accounts } from "../../app/server";
import { ActionForm, use_form } from "../../parts/action";
import { TextField } from "../../parts/field";
import { Icon } from "../../parts/icon";

interface Told {
  accounts: string[];
  made: Record<string, number>;
  notes: string[];
}

const kExample = `Users:
  - UserName: Ada
    Tags: {Team: core}
`;

/** A state document, pasted or from a file: all of it is carried out, or nothing. */
export function Seed() {
  const form = use_form({ text: "", stack_name: "", parameters: "" });
  const { text, stack_name, parameters } = form.values;
  const [told, set_told] = useState<Told | null>(null);
  const is_template = /AWSTemplateFormatVersion|\bTransform\b|\bResources\b/.test(text);

  const choose = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file) form.set({ text: await file.text() });
    input.value = ""; // The same file can be chosen again when it has changed.
  };
  const carry_out = async () => {
    set_told(null);
    const query = {
      account: account.value,
      ...(is_template ? { stack_name: stack_name.trim(), ...parameters_of(parameters) } : {}),
    };
    set_told(await operator<Told>("seed", { method: "POST", query, body: text }));
    await load_accounts().catch(() => undefined);
  };
  return (
    <ActionForm title="Seed" verb="Carry it out" act={carry_out}>
      <p class="muted">
        A state document in JSON or YAML, the answer of <code>aws iam get-account-authorization-details</code>, or a
        template of CloudFormation or SAM. All of it is carried out, or nothing.
      </p>
      <label class="field">
        <strong>File</strong>
        <input type="file" accept=".json,.yaml,.yml,.template" onChange={(event) => void choose(event)} />
      </label>
      <TextField label="Document" mono rows={12} required placeholder={kExample} {...form.field("text")} />
      {is_template && (
        <div class="filters">
          <TextField label="Name of the stack" mono placeholder="stack" {...form.field("stack_name")} />
          <TextField
            label="Parameters"
            mono
            rows={2}
            placeholder="Stage=prod"
            hint="NAME=value, one a line"
            {...form.field("parameters")}
          />
        </div>
      )}
      {told && <Made told={told} />}
    </ActionForm>
  );
}

function Made(props: { told: Told }) {
  const { accounts, made, notes } = props.told;
  const words = Object.entries(made).map(([what, count]) => `${count} ${counted(what.replaceAll("_", " "), count)}`);
  return (
    <div class="stack" role="status">
      <p class="note good">
        <Icon name="allowed" /> Account {accounts.join(", ")}: {words.join(", ") || "nothing was made"}
      </p>
      {notes.length > 0 && (
        <ul class="muted">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function parameters_of(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.includes("="));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf("=");
      return [`parameter.${line.slice(0, at).trim()}`, line.slice(at + 1).trim()];
    }),
  );
}

const counted = (plural: string, count: number) =>
  count === 1 ? plural.replace(/ies$/, "y").replace(/s$/, "") : plural;
