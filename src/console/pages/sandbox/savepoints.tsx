import { useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { load_accounts, load_health } from "../../app/server";
import { ActionForm, use_form } from "../../parts/action";
import { curl_command } from "../../parts/cli";
import { TextField } from "../../parts/field";
import { At } from "../../parts/pairs";
import { Question } from "../../parts/question";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { type Column, Table } from "../../parts/table";
import { tell } from "../../parts/toast";
import { type Scope, ScopeChoice, scoped } from "./shared";

interface Savepoint {
  name: string;
  /** Without it, of all accounts. */
  account?: string;
  made_at: string;
  bytes: number;
}

const kVerbs = ["Restore", "Delete"] as const;
type Verb = (typeof kVerbs)[number];

const whose = (savepoint: Savepoint) => savepoint.account ?? "all accounts";
const path_of = (savepoint: Savepoint) => `savepoints/${encodeURIComponent(savepoint.name)}`;
const query_of = (savepoint: Savepoint) => (savepoint.account ? { account: savepoint.account } : {});

export function Savepoints() {
  const loaded = use_loaded((signal) => operator<{ savepoints: Savepoint[] }>("savepoints", { signal }), []);
  const [asked, set_asked] = useState<{ verb: Verb; of: Savepoint } | null>(null);

  const restore = async (savepoint: Savepoint) => {
    const query = query_of(savepoint);
    const { ended } = await operator<{ ended: unknown[] }>(`${path_of(savepoint)}/restore`, { method: "POST", query });
    tell(`Restored ${savepoint.name}${ended.length === 0 ? "" : `; ${ended.length} later savepoints ended`}`);
    loaded.reload();
    await Promise.all([load_accounts(), load_health()]).catch(() => undefined);
  };
  const remove = async (savepoint: Savepoint) => {
    await operator(path_of(savepoint), { method: "DELETE", query: query_of(savepoint) });
    tell(`Deleted the savepoint ${savepoint.name}`);
    loaded.reload();
  };

  const columns: Column<Savepoint>[] = [
    { title: "Name", cell: (each) => <code>{each.name}</code> },
    { title: "Of", cell: whose },
    { title: "Made", cell: (each) => <At at={each.made_at} />, wide_only: true },
    { title: "kB", cell: (each) => Math.ceil(each.bytes / 1000).toLocaleString(), numeric: true, wide_only: true },
    {
      title: "Actions",
      cell: (each) => (
        <>
          {kVerbs.map((verb) => (
            <button
              key={verb}
              type="button"
              class="quiet"
              aria-label={`${verb} ${each.name} of ${whose(each)}`}
              onClick={() => set_asked({ verb, of: each })}
            >
              {verb}
            </button>
          ))}
        </>
      ),
    },
  ];
  return (
    <>
      <Make on_made={loaded.reload} />
      <Loaded of={loaded} what="the savepoints">
        {({ savepoints }) => (
          <>
            {savepoints.length === 0 ? (
              <Empty command={curl_command("savepoints", { name: "clean" })}>
                There is no savepoint. Make one when a fixture is as each test wants to meet it:
              </Empty>
            ) : (
              <Table
                label="Savepoints"
                columns={columns}
                rows={savepoints}
                row_key={(each) => `${each.account ?? ""}/${each.name}`}
              />
            )}
            {asked && (
              <Question
                title={`${asked.verb} ${asked.of.name}?`}
                verb={asked.verb}
                danger
                act={() => (asked.verb === "Restore" ? restore : remove)(asked.of)}
                on_close={() => set_asked(null)}
              >
                {asked.verb === "Restore" ? (
                  <RestoreLosses savepoint={asked.of} all={savepoints} />
                ) : (
                  <p>Nothing can go back to it any more. What is stored now, and other savepoints, stay.</p>
                )}
              </Question>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function RestoreLosses(props: { savepoint: Savepoint; all: readonly Savepoint[] }) {
  const { savepoint, all } = props;
  const ending = all
    .slice(all.indexOf(savepoint) + 1)
    .filter((each) => savepoint.account === undefined || each.account === savepoint.account);
  return (
    <>
      <p>
        What was stored in <strong>{savepoint.account ? `account ${savepoint.account}` : "all accounts"}</strong> since{" "}
        <At at={savepoint.made_at} /> is lost, and sessions that began since end.
      </p>
      {ending.length > 0 && (
        <p>
          Savepoints that were made later end, too: <code>{ending.map((each) => each.name).join(", ")}</code>.
        </p>
      )}
      <p class="muted">The clock, faults, recorded requests and denials stay.</p>
    </>
  );
}

function Make(props: { on_made: () => void }) {
  const form = use_form<{ name: string; scope: Scope }>({ name: "", scope: "all" });
  const { name, scope } = form.values;
  const make = async () => {
    await operator("savepoints", { method: "POST", body: { name, ...scoped(scope) } });
    tell(`Made the savepoint ${name}`);
    form.set({ name: "" });
    props.on_made();
  };
  return (
    <ActionForm title="Make a savepoint" verb="Make" act={make}>
      <div class="filters">
        <TextField
          label="Name"
          mono
          required
          pattern="[A-Za-z0-9._\-]{1,64}"
          placeholder="clean"
          {...form.field("name")}
        />
        <ScopeChoice {...form.choice("scope")} />
      </div>
    </ActionForm>
  );
}
