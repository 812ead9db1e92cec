import type { ComponentChildren } from "preact";
import { use_action } from "./action";
import { Dialog } from "./dialog";

interface Props {
  title: string;
  /** The button's word: "Delete". */
  verb: string;
  danger?: boolean;
  act: () => Promise<unknown>;
  on_close: () => void;
  /** What will be lost or changed. */
  children: ComponentChildren;
}

/** Asks before something is done; closes when it is done, and says why when it is not. */
export function Question(props: Props) {
  const { busy, error, run } = use_action();
  const submit = async () => {
    if (await run(props.act)) props.on_close();
  };
  return (
    <Dialog
      title={props.title}
      submit={props.verb}
      danger={props.danger ?? false}
      busy={busy}
      error={error}
      on_submit={() => void submit()}
      on_close={props.on_close}
    >
      {props.children}
    </Dialog>
  );
}
