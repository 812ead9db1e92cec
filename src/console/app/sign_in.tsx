import { useState } from "preact/hooks";
import { close_sign_in, remember, session, sign_in_asked } from "../api/session";
import { Dialog } from "../parts/dialog";
import { TextField } from "../parts/field";
import { account } from "./router";

/** The dialog that asks for the operator's token, or for keys. Who asked goes on when it is answered. */
export function SignIn() {
  const asked = sign_in_asked.value;
  return asked && <SignInDialog key={asked.needed} needed={asked.needed} why={asked.why} />;
}

function SignInDialog(props: { needed: "operator" | "keys"; why: string }) {
  const { operator_token, credentials, region } = session.value;
  const [token, set_token] = useState(operator_token ?? "");
  const [key, set_key] = useState(credentials?.access_key_id ?? "");
  const [secret, set_secret] = useState(credentials?.secret_access_key ?? "");
  const [session_token, set_session_token] = useState(credentials?.session_token ?? "");
  const [signed_region, set_region] = useState(region ?? "");

  const submit = () => {
    remember({
      operator_token: token.trim() || undefined,
      region: signed_region.trim() || undefined,
      credentials:
        key.trim() === ""
          ? undefined
          : {
              access_key_id: key.trim(),
              secret_access_key: secret.trim(),
              ...(session_token.trim() ? { session_token: session_token.trim() } : {}),
            },
    });
    close_sign_in(true);
  };

  const forget = () => {
    remember({ operator_token: undefined, region: undefined, credentials: undefined });
    close_sign_in(false);
  };

  return (
    <Dialog title="Sign in" submit="Sign in" on_submit={submit} on_close={() => close_sign_in(false)}>
      {props.why && <p class="note warn">{props.why}</p>}
      {props.needed === "operator" && <Token value={token} on_input={set_token} first />}
      <fieldset class="stack">
        <legend>
          <strong>Keys for IAM and STS</strong>
        </legend>
        <p class="hint">
          Without keys, the root of account {account.value} calls. All of it is forgotten with this tab.
        </p>
        <TextField label="Access key id" mono value={key} on_input={set_key} auto_focus={props.needed === "keys"} />
        <TextField label="Secret access key" mono type="password" value={secret} on_input={set_secret} />
        <TextField
          label="Session token"
          mono
          type="password"
          value={session_token}
          on_input={set_session_token}
          hint="Of temporary keys only."
        />
        <TextField
          label="Region"
          mono
          value={signed_region}
          on_input={set_region}
          placeholder="us-east-1"
          hint="What calls are signed for: see --scope-region."
        />
      </fieldset>
      {props.needed !== "operator" && <Token value={token} on_input={set_token} />}
      {(operator_token || credentials) && (
        <div>
          <button type="button" onClick={forget}>
            Sign out
          </button>
        </div>
      )}
    </Dialog>
  );
}

function Token(props: { value: string; on_input: (value: string) => void; first?: boolean }) {
  return (
    <TextField
      label="Operator's token"
      mono
      type="password"
      value={props.value}
      on_input={props.on_input}
      auto_focus={props.first === true}
      hint="What --operator-token says. Only needed when the server asks for it."
    />
  );
}
