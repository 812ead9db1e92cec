// Who can assume whom: the graph, and the same in tables.

import { useEffect, useMemo, useState } from "preact/hooks";
import { operator } from "../../api/operator";
import { account, change_query, go, href, place } from "../../app/router";
import { curl_command } from "../../parts/cli";
import { Checkbox, Choice, TextField } from "../../parts/field";
import { Empty, Loaded, use_loaded } from "../../parts/state";
import { type Column, Table } from "../../parts/table";
import { Graph } from "./graph";
import { columns_around, columns_of_all, layout } from "./layout";
import { type End, kKindNames, name_of, type Trust, type TrustEdge, type TrustNode, ways } from "./trust";

const kSteps = [
  ["1", "one step"],
  ["2", "two steps"],
  ["3", "three steps"],
  ["99", "all steps"],
] as const;

const graph_of = (focus: string | undefined) => href(["who-can", "graph"], { focus });

export function Assume() {
  const query = { account: account.value };
  const loaded = use_loaded((signal) => operator<Trust>("trust", { query, signal }), []);
  return (
    <Loaded of={loaded} what="who can assume whom">
      {(trust) =>
        trust.nodes.length === 0 ? (
          <Empty command={curl_command(`trust?account=${account.value}`)}>Account {account.value} has no roles.</Empty>
        ) : (
          <Shown trust={trust} />
        )
      }
    </Loaded>
  );
}

function Shown(props: { trust: Trust }) {
  const { nodes, edges: all, truncated } = props.trust;
  const { query } = place.value;
  const focus = nodes.find(({ id }) => id === query.get("focus"));
  const steps = (query.get("steps") ?? "2") as (typeof kSteps)[number][0];
  // Whom an account's own policies let in is many; around one principal it is asked for, else on demand.
  const through = query.has("through") ? query.get("through") === "1" : focus !== undefined;
  const [opened, set_opened] = useState<ReadonlySet<string>>(new Set());

  const edges = useMemo(() => (through ? all : all.filter((edge) => !edge.through)), [all, through]);
  const shown = useMemo(() => {
    const columns = focus
      ? columns_around(focus.id, edges, Number(steps))
      : columns_of_all(linked(nodes, edges), edges);
    return layout(nodes, edges, columns, opened);
  }, [nodes, edges, focus, steps, opened]);
  return (
    <>
      <div class="filters">
        <Search nodes={nodes} value={focus?.id ?? ""} />
        {focus && (
          <Choice label="As far as" choices={kSteps} value={steps} on_change={(to) => change_query({ steps: to })} />
        )}
      </div>
      <div class="row links">
        <Checkbox
          label="Those whom an account's policies let in"
          checked={through}
          on_change={(on) => change_query({ through: on ? "1" : "0" })}
        />
        {focus && <a href={graph_of(undefined)}>All of the account</a>}
        {focus?.stored && (focus.kind === "role" || focus.kind === "user") && (
          <a href={href(["entities", focus.kind, focus.name], { account: focus.account ?? undefined })}>
            The {focus.kind} {focus.name}
          </a>
        )}
        {opened.size > 0 && (
          <button type="button" onClick={() => set_opened(new Set())}>
            Close the groups
          </button>
        )}
      </div>
      {truncated && <p class="note warn">There are more than these.</p>}
      <Graph
        layout={shown}
        focus={focus?.id ?? null}
        on_open={(key) => set_opened((before) => new Set(before).add(key))}
      />
      {focus ? (
        <>
          <Ways focus={focus} nodes={nodes} edges={all} end="from" />
          <Ways focus={focus} nodes={nodes} edges={all} end="to" />
        </>
      ) : (
        <Principals nodes={nodes} edges={all} />
      )}
    </>
  );
}

/** Roles, and who else is at an edge that is shown. */
function linked(nodes: readonly TrustNode[], edges: readonly TrustEdge[]): TrustNode[] {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return nodes.filter(({ id, kind }) => kind === "role" || ends.has(id));
}

function Search(props: { nodes: readonly TrustNode[]; value: string }) {
  const [text, set_text] = useState(props.value);
  useEffect(() => set_text(props.value), [props.value]);
  const ids = useMemo(() => props.nodes.map(({ id }) => id), [props.nodes]);
  const find = (typed: string, exactly: boolean) => {
    const word = typed.trim().toLowerCase();
    const found =
      ids.find((id) => id === typed) ??
      (exactly || !word ? undefined : ids.find((id) => id.toLowerCase().includes(word)));
    if (found) go(graph_of(found));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    find(text, false);
  };
  return (
    <form role="search" onSubmit={submit}>
      <TextField
        label="Around"
        type="search"
        mono
        placeholder="a name or an ARN"
        suggestions={ids}
        value={text}
        on_input={(typed) => {
          set_text(typed);
          find(typed, true);
        }}
      />
    </form>
  );
}

interface Way {
  node: TrustNode;
  edges: TrustEdge[];
}

/** The shortest way of everybody who can become the principal, or to everything that it can become. */
function Ways(props: { focus: TrustNode; nodes: readonly TrustNode[]; edges: readonly TrustEdge[]; end: End }) {
  const { focus, nodes, edges, end } = props;
  const title = end === "from" ? `Who can become ${name_of(focus)}` : `What ${name_of(focus)} can become`;
  const rows = useMemo(() => {
    const found = ways(focus.id, edges, end);
    return nodes
      .flatMap((node): Way[] => {
        const way = found.get(node.id);
        return way ? [{ node, edges: way }] : [];
      })
      .sort((a, b) => a.edges.length - b.edges.length);
  }, [focus, nodes, edges, end]);
  const names = useMemo(() => new Map(nodes.map((node) => [node.id, name_of(node)])), [nodes]);
  const way_of = ({ edges: way }: Way) => {
    const stops = [focus.id, ...way.map((edge) => edge[end])].map((id) => names.get(id) ?? id);
    return (end === "from" ? stops.reverse() : stops).join(" → ");
  };
  const columns: Column<Way>[] = [
    { title: "Principal", cell: ({ node }) => <span title={node.id}>{name_of(node)}</span> },
    { title: "Kind", cell: ({ node }) => kind_of(node), wide_only: true },
    { title: "Steps", cell: (way) => way.edges.length, numeric: true },
    { title: "Way", cell: (way) => <span title={way_of(way)}>{way_of(way)}</span> },
    { title: "If", cell: (way) => [...new Set(way.edges.flatMap(({ keys }) => keys))].join(", ") },
  ];
  return (
    <div class="stack">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="muted">{end === "from" ? "Nobody." : "Nothing."}</p>
      ) : (
        <Table
          label={title}
          columns={columns}
          rows={rows}
          row_key={({ node }) => node.id}
          row_href={({ node }) => graph_of(node.id)}
        />
      )}
    </div>
  );
}

interface Counted {
  node: TrustNode;
  assumed_by: number;
  may_assume: number;
}

function Principals(props: { nodes: readonly TrustNode[]; edges: readonly TrustEdge[] }) {
  const { nodes, edges } = props;
  const rows = useMemo(() => {
    const counted = new Map(nodes.map((node) => [node.id, { node, assumed_by: 0, may_assume: 0 }]));
    for (const { from, to } of edges) {
      ++counted.get(from)!.may_assume;
      ++counted.get(to)!.assumed_by;
    }
    const order = Object.keys(kKindNames);
    return [...counted.values()].sort(
      (a, b) =>
        order.indexOf(a.node.kind) - order.indexOf(b.node.kind) ||
        b.assumed_by - a.assumed_by ||
        b.may_assume - a.may_assume,
    );
  }, [nodes, edges]);
  const columns: Column<Counted>[] = [
    { title: "Principal", cell: ({ node }) => <span title={node.id}>{name_of(node)}</span> },
    { title: "Kind", cell: ({ node }) => kind_of(node) },
    { title: "May assume", cell: (row) => row.may_assume, numeric: true },
    { title: "Assumed by", cell: (row) => row.assumed_by, numeric: true },
  ];
  return (
    <div class="stack">
      <h2>Principals</h2>
      <Table
        label="Principals"
        columns={columns}
        rows={rows}
        row_key={({ node }) => node.id}
        row_href={({ node }) => graph_of(node.id)}
      />
    </div>
  );
}

const kind_of = ({ kind, account: whose }: TrustNode) =>
  `${kKindNames[kind][0]}${whose && whose !== account.value && kind !== "account" ? ` of ${whose}` : ""}`;
