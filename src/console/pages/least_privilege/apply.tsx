import { useState } from "preact/hooks";
import { iam, iam_all, iam_names, type Parameters } from "../../api/iam";
import { text_of } from "../../api/xml";
import { use_action } from "../../parts/action";
import { Dialog } from "../../parts/dialog";
import { Choice, TextField } from "../../parts/field";
import { LateNote } from "../../parts/late_note";
import { principal_of } from "../../parts/principal";
import { Failed, use_loaded } from "../../parts/state";
import { tell } from "../../parts/toast";

interface Props {
  principal: string;
  document: string;
  on_close: () => void;
  on_applied: () => void;
}

/** Puts the policy beside what the principal has, or in place of it. */
export function Apply(props: Props) {
  const { kind, name, account } = principal_of(props.principal);
  const noun = kind === "user" ? "User" : "Role";
  const who: Parameters = { [`${noun}Name`]: name };
  const call = { account };
  const [policy_name, set_policy_name] = useState("LeastPrivilege");
  const [how, set_how] = useState<"beside" | "instead">("beside");
  const { busy, error, run } = use_action();
  const had = use_loaded(
    async () => ({
      inline: await iam_names(`List${noun}Policies`, who, "PolicyNames", call),
      attached: (await iam_all(`ListAttached${noun}Policies`, who, "AttachedPolicies", call)).map((each) =>
        text_of(each.PolicyArn),
      ),
    }),
    [name],
  );
  const going = had.value && { ...had.value, inline: had.value.inline.filter((each) => each !== policy_name) };

  const apply = async () => {
    const done = await run(async () => {
      // What it needs comes first, so that it is never without.
      await iam(`Put${noun}Policy`, { ...who, PolicyName: policy_name, PolicyDocument: props.document }, call);
      if (how === "beside") return;
      for (const PolicyArn of going!.attached) await iam(`Detach${noun}Policy`, { ...who, PolicyArn }, call);
      for (const PolicyName of going!.inline) await iam(`Delete${noun}Policy`, { ...who, PolicyName }, call);
    });
    props.on_applied();
    if (!done) return had.reload(); // A part may be done.
    tell(`Put the policy ${policy_name} on ${name}`);
    props.on_close();
  };

  return (
    <Dialog
      title={`Apply to ${name}`}
      submit={how === "instead" ? "Replace" : "Put the policy"}
      danger={how === "instead"}
      on_close={props.on_close}
      on_submit={() => void apply()}
      busy={busy || !going}
      error={error}
    >
      <Choice
        label="How"
        value={how}
        on_change={set_how}
        choices={[
          ["beside", "Beside the policies that it has"],
          ["instead", "In place of the policies that it has"],
        ]}
      />
      <TextField
        label="Name of the inline policy"
        mono
        required
        value={policy_name}
        on_input={set_policy_name}
        hint={had.value?.inline.includes(policy_name) && "There is one of this name, which is replaced."}
      />
      <LateNote />
      {had.error !== null && <Failed what="what it has" why={had.error} again={had.reload} />}
      {how === "instead" && going && <Going {...going} is_user={noun === "User"} />}
    </Dialog>
  );
}

function Going(props: { attached: string[]; inline: string[]; is_user: boolean }) {
  return (
    <>
      {props.attached.length + props.inline.length === 0 ? (
        <p>There is no other policy, so that none goes.</p>
      ) : (
        <>
          <p>These go, the inline ones for good:</p>
          <ul>
            {props.attached.map((arn) => (
              <li key={arn}>
                detached: <code>{arn}</code>
              </li>
            ))}
            {props.inline.map((name) => (
              <li key={name}>
                deleted: <code>{name}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {props.is_user && <p class="muted">What its groups allow stays. So does its permissions boundary.</p>}
    </>
  );
}
