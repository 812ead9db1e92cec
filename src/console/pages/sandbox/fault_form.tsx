import { ActionForm, use_form } from "../../parts/action";
import { curl_command } from "../../parts/cli";
import { Command } from "../../parts/copy";
import { Choice, TextField } from "../../parts/field";
import { type Form, kEmptyForm, kKinds, kPresets, type Rule, rule_of } from "./fault_rule";

const kServices = [
  ["", "both"],
  ["iam", "iam"],
  ["sts", "sts"],
] as const;

interface Field {
  name: Exclude<keyof Form, "kind" | "service">;
  label: string;
  placeholder?: string;
  number?: boolean;
  required?: boolean;
}

const kError: readonly Field[] = [
  { name: "code", label: "Code", required: true },
  { name: "status", label: "Status", number: true, required: true },
  { name: "message", label: "Message" },
];
const kDelay: readonly Field[] = [
  { name: "least_ms", label: "Delay from, ms", number: true },
  { name: "most_ms", label: "Delay to, ms", number: true },
];
const kCalls: readonly Field[] = [
  { name: "operation", label: "Operation", placeholder: "Create*" },
  { name: "account", label: "Caller's account", placeholder: "any" },
  { name: "principal", label: "Caller's ARN", placeholder: "any" },
  { name: "percent", label: "Of them, percent", placeholder: "100", number: true },
  { name: "times", label: "How often", placeholder: "no end", number: true },
];

export function FaultForm(props: { on_add: (rule: Rule) => Promise<void>; others: number }) {
  const form = use_form<Form>(kEmptyForm);
  const { kind } = form.values;
  const fields = (all: readonly Field[]) =>
    all.map(({ number, name, ...rest }) => (
      <TextField key={name} mono type={number ? "number" : "text"} {...rest} {...form.field(name)} />
    ));
  return (
    <ActionForm
      title="Add a fault"
      verb="Add the fault"
      act={() => props.on_add(rule_of(form.values))}
      beside={
        props.others > 0 && (
          <span class="hint">To add or to remove one sets the list anew: the others begin to count again.</span>
        )
      }
    >
      <fieldset class="stack">
        <legend>
          <h3>What happens</h3>
        </legend>
        <div class="filters">
          <Choice label="Fault" choices={kKinds} {...form.choice("kind")} />
          {kind === "error" && fields(kError)}
          {!kPresets.includes(kind) && fields(kDelay)}
        </div>
      </fieldset>
      <fieldset class="stack">
        <legend>
          <h3>To which calls</h3>
        </legend>
        <div class="filters">
          <Choice label="Service" choices={kServices} {...form.choice("service")} />
          {fields(kCalls)}
        </div>
        <p class="hint">
          Operation, account and ARN may be patterns with <code>*</code> and <code>?</code>. The operator's own
          endpoints are never struck.
        </p>
      </fieldset>
      <Command text={curl_command("faults", [rule_of(form.values)], "PUT")} />
    </ActionForm>
  );
}
