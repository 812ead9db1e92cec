import { useState } from "preact/hooks";
import { sentence_of } from "../../api/error";
import { iam } from "../../api/iam";
import type { EvaluatedPolicy, Statement } from "../../api/types";
import { aws_command } from "../../parts/cli";
import { Dialog } from "../../parts/dialog";
import { pretty } from "../../parts/document";
import { Text } from "../../parts/text";
import { tell } from "../../parts/toast";

/** The boundary's document with the statement at its end. Null where AWS owns the policy, which nobody else may change. */
export function widened(boundary: EvaluatedPolicy | undefined, statement: Statement): string | null {
  if (!boundary?.arn || boundary.arn.includes(":iam::aws:")) return null;
  try {
    const document = JSON.parse(boundary.document) as { Statement: Statement | Statement[] };
    const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
    return pretty({ ...document, Statement: [...statements, statement] });
  } catch {
    return null;
  }
}

interface Props {
  arn: string;
  document: string;
  on_close: () => void;
  on_applied: () => Promise<void>;
}

/** Makes the widened document the policy's default version. */
export function ApplyToBoundary(props: Props) {
  const [error, set_error] = useState<string | null>(null);
  const [busy, set_busy] = useState(false);
  const parameters = { PolicyArn: props.arn, PolicyDocument: props.document, SetAsDefault: true };
  const put = async () => {
    set_busy(true);
    set_error(null);
    try {
      await iam("CreatePolicyVersion", parameters, { account: props.arn.split(":")[4] ?? "" });
      tell("Made a new version of the boundary");
      await props.on_applied();
    } catch (thrown) {
      set_error(sentence_of(thrown));
    } finally {
      set_busy(false);
    }
  };
  return (
    <Dialog
      title="Allow it in the boundary"
      submit="Make the version"
      on_submit={() => void put()}
      on_close={props.on_close}
      busy={busy}
      error={error}
    >
      <p>
        A new default version of <code>{props.arn}</code>, for all whose boundary it is. Then the same request is
        decided again.
      </p>
      <Text title="The call" text={aws_command("iam", "CreatePolicyVersion", parameters)} />
    </Dialog>
  );
}
