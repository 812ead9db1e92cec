import { operator } from "../../api/operator";
import { load_health } from "../../app/server";
import { attempt } from "../../parts/action";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { type Column, Table } from "../../parts/table";
import { FaultForm } from "./fault_form";
import { calls_of, effect_of, type Fault, type Row, type Rule, rule_only } from "./fault_rule";
import { use_every } from "./shared";

interface Told {
  faults: Fault[];
}

const kReadMs = 2000;

export function Faults() {
  const loaded = use_loaded((signal) => operator<Told>("faults", { signal }), []);
  use_every(kReadMs, loaded.reload);

  // The list is replaced as a whole, so it is read anew first: somebody else may have changed it.
  const replace = async (change: (rules: Rule[]) => Rule[]) => {
    const { faults } = await operator<Told>("faults");
    await operator("faults", { method: "PUT", body: change(faults.map(rule_only)) });
    loaded.reload();
    void load_health();
  };
  const remove = (row: Row) => {
    const gone = JSON.stringify(rule_only(row));
    return replace((rules) => {
      const at = rules.findIndex((rule) => JSON.stringify(rule) === gone);
      return rules.filter((_, index) => index !== at);
    });
  };

  const columns: Column<Row>[] = [
    { title: "Calls", cell: (row) => <span title={calls_of(row)}>{calls_of(row)}</span> },
    { title: "What happens", cell: (row) => <span title={effect_of(row)}>{effect_of(row)}</span> },
    { title: "Struck", cell: (row) => row.struck, numeric: true },
    { title: "Left", cell: (row) => row.remaining ?? "no end", numeric: true },
    {
      title: "Remove",
      cell: (row) => (
        <button
          type="button"
          class="quiet"
          aria-label={`Remove fault ${row.number}`}
          onClick={() => attempt(() => remove(row), `Removed fault ${row.number}`)}
        >
          Remove
        </button>
      ),
    },
  ];
  return (
    <Loaded of={loaded} what="the faults">
      {({ faults }) => (
        <>
          {faults.length === 0 ? (
            <Empty>There are no faults: no call fails on purpose.</Empty>
          ) : (
            <>
              <div class="row">
                <p class="muted grow" role="status">
                  {faults.length} {faults.length === 1 ? "fault" : "faults"}. The first that fits a call strikes it.
                </p>
                <button type="button" onClick={() => attempt(() => replace(() => []), "Removed all faults")}>
                  Remove all
                </button>
              </div>
              <Table
                label="Faults"
                columns={columns}
                rows={faults.map((fault, index) => ({ ...fault, number: index + 1 }))}
                row_key={(row) => String(row.number)}
              />
            </>
          )}
          <FaultForm on_add={(rule) => replace((rules) => [...rules, rule])} others={faults.length} />
        </>
      )}
    </Loaded>
  );
}
