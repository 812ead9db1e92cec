import { useState } from "preact/hooks";
import { sentence_of } from "../../api/error";
import { iam, iam_names, type Parameters } from "../../api/iam";
import { session } from "../../api/session";
import type { Denial } from "../../api/types";
import { aws_command } from "../../parts/cli";
import { Dialog } from "../../parts/dialog";
import { TextField } from "../../parts/field";
import { Text } from "../../parts/text";
import { principal_of } from "../../parts/principal";
import { LateNote } from "../../parts/late_note";
import { tell } from "../../parts/toast";

interface Props {
  denial: Denial;
  document: string;
  on_close: () => void;
  on_applied: () => Promise<void>;
}

/** Puts the policy on the user or the role: the call that anybody would make. */
export function Apply(props: Props) {
  const principal = principal_of(props.denial.principal);
  const [name, set_name] = useState(`Allow-${props.denial.action.replace(/[^\w+=,.@-]+/g, "-")}`.slice(0, 128));
  const [error, set_error] = useState<string | null>(null);
  const [busy, set_busy] = useState(false);

  const is_user = principal.kind === "user";
  const who: Parameters = is_user ? { UserName: principal.name } : { RoleName: principal.name };
  const action = is_user ? "PutUserPolicy" : "PutRolePolicy";
  const parameters: Parameters = { ...who, PolicyName: name, PolicyDocument: props.document };
  const call = { account: principal.account };

  const put = async () => {
    set_busy(true);
    set_error(null);
    try {
      const list = is_user ? "ListUserPolicies" : "ListRolePolicies";
      if ((await iam_names(list, who, "PolicyNames", call)).includes(name)) {
        set_error(`${principal.name} has a policy of this name already, which would be replaced: choose another name.`);
        return;
      }
      await iam(action, parameters, call);
      tell(`Put the policy ${name} on ${principal.name}`);
      await props.on_applied();
    } catch (thrown) {
      set_error(sentence_of(thrown));
    } finally {
      set_busy(false);
    }
  };

  const signer = session.value.credentials?.access_key_id ?? `the root of ${principal.account}`;
  return (
    <Dialog
      title={`Allow ${props.denial.action}`}
      submit="Put the policy"
      on_submit={() => void put()}
      on_close={props.on_close}
      busy={busy}
      error={error}
    >
      <p>
        An inline policy for the {is_user ? "user" : "role"} <strong>{principal.name}</strong>, put by {signer}. Then
        the same request is decided again.
      </p>
      <TextField
        label="Name of the policy"
        mono
        required
        auto_focus
        value={name}
        on_input={set_name}
        pattern="[\w+=,.@\-]{1,128}"
      />
      <LateNote />
      <Text title="The call" text={aws_command("iam", action, parameters)} />
    </Dialog>
  );
}
