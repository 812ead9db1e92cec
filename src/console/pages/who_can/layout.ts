// Places for a graph that stays legible: principals in columns, from who assumes to what is assumed. Those that nothing
// tells apart, since the same principals may assume them and they may assume the same, are one box until it is opened.

import { by_start, type TrustEdge, type TrustNode, ways } from "./trust";

export interface Box {
  key: string;
  column: number;
  members: TrustNode[];
  x: number;
  y: number;
}

export interface Line {
  from: Box;
  to: Box;
  conditional: boolean;
}

export interface Layout {
  boxes: Box[];
  lines: Line[];
  width: number;
  height: number;
}

export const kBox = { width: 216, height: 30 };
const kGap = { x: 96, y: 8 };
const kMargin = 8;
const kGroupMin = 3; // fewer are shown one by one
const kColumnMax = 24; // of a longer column, what is left alone is grouped by kind and account
const kDeepest = 100; // chains of roles, as far as they get columns
const kSweeps = 4;

/** Columns around one principal: who can become it on the left, what it can become on the right. */
export function columns_around(focus: string, edges: readonly TrustEdge[], steps: number): Map<string, number> {
  const columns = new Map([[focus, 0]]);
  for (const [end, sign] of [
    ["from", -1],
    ["to", 1],
  ] as const) {
    for (const [id, way] of ways(focus, edges, end)) {
      if (way.length > steps || Math.abs(columns.get(id) ?? Infinity) <= way.length) continue;
      columns.set(id, sign * way.length);
    }
  }
  return columns;
}

/**
 * Columns of all: a role stands to the right of whoever may assume it. Where roles go round in circles, what leads back
 * towards those who begin is left out.
 */
export function columns_of_all(nodes: readonly TrustNode[], edges: readonly TrustEdge[]): Map<string, number> {
  const into = by_start(edges, "from");
  const steps = steps_from(
    nodes.filter(({ kind }) => kind !== "role").map(({ id }) => id),
    edges,
  );
  const columns = new Map<string, number>();
  const under_way = new Set<string>();
  const column = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const own = steps.get(id) ?? 1; // nobody outside may assume it
    let found = Math.min(own, 1);
    if (own === 0 || under_way.size > kDeepest) return found;
    under_way.add(id);
    for (const { from } of into.get(id) ?? [])
      if (!under_way.has(from) && (steps.get(from) ?? 1) <= own) found = Math.max(found, 1 + column(from));
    under_way.delete(id);
    columns.set(id, found);
    return found;
  };
  return new Map(nodes.map(({ id }) => [id, column(id)]));
}

function steps_from(starts: readonly string[], edges: readonly TrustEdge[]): Map<string, number> {
  const next = by_start(edges, "to");
  const steps = new Map(starts.map((id) => [id, 0]));
  // What is added while a Map is read is read as well.
  for (const [id, count] of steps)
    for (const { to } of next.get(id) ?? []) if (!steps.has(to)) steps.set(to, count + 1);
  return steps;
}

/** `opened`: the keys of boxes that are shown with their members one by one. */
export function layout(
  nodes: readonly TrustNode[],
  edges: readonly TrustEdge[],
  columns: ReadonlyMap<string, number>,
  opened: ReadonlySet<string>,
): Layout {
  const shown = nodes.filter(({ id }) => columns.has(id));
  const drawn = edges.filter(({ from, to }) => from !== to && columns.has(from) && columns.has(to));
  const boxes = boxed(shown, drawn, columns, opened);
  const box_of = new Map(boxes.flatMap((box) => box.members.map(({ id }) => [id, box] as const)));
  const lines = new Map<string, Line>();
  for (const { from: from_id, to: to_id, conditional } of drawn) {
    const from = box_of.get(from_id)!;
    const to = box_of.get(to_id)!;
    const key = `${from.key} ${to.key}`;
    const line = lines.get(key);
    // What is free for one is drawn as free.
    if (line) line.conditional &&= conditional;
    else if (from !== to) lines.set(key, { from, to, conditional });
  }
  const size = placed(boxes, [...lines.values()]);
  boxes.sort((a, b) => a.x - b.x || a.y - b.y); // the order of the keyboard
  return { boxes, lines: [...lines.values()], ...size };
}

function boxed(
  nodes: readonly TrustNode[],
  edges: readonly TrustEdge[],
  columns: ReadonlyMap<string, number>,
  opened: ReadonlySet<string>,
): Box[] {
  const into = by_start(edges, "from");
  const out = by_start(edges, "to");
  const names = (of: TrustEdge[] | undefined, end: "from" | "to") =>
    (of ?? []).map((edge) => `${edge[end]} ${edge.conditional}`).sort();
  const column_of = (node: TrustNode) => columns.get(node.id)!;
  const alike = grouped(nodes, (node) =>
    JSON.stringify([
      column_of(node),
      node.kind,
      node.account,
      names(into.get(node.id), "from"),
      names(out.get(node.id), "to"),
    ]),
  );
  const box = (key: string, members: TrustNode[]) => ({ key, column: column_of(members[0]!), members, x: 0, y: 0 });
  const boxes: Box[] = [];
  const result: Box[] = []; // those of an opened group stay alone, however many they are
  for (const [key, members] of alike) {
    if (members.length >= kGroupMin && !opened.has(key)) boxes.push(box(key, members));
    else (opened.has(key) ? result : boxes).push(...members.map((each) => box(each.id, [each])));
  }
  for (const column of grouped(boxes, (box) => String(box.column)).values()) {
    const rest = grouped(column, ({ key, column: at, members: [first, second] }) =>
      second ? key : JSON.stringify([at, first!.kind, first!.kind === "account" ? null : first!.account]),
    );
    for (const [key, parts] of rest) {
      if (column.length <= kColumnMax || parts.length < kGroupMin || opened.has(key)) result.push(...parts);
      else result.push({ ...parts[0]!, key, members: parts.flatMap(({ members }) => members) });
    }
  }
  return result;
}

function grouped<T>(all: readonly T[], key_of: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const key = key_of(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

/** Orders each column by where its neighbours are, so that few lines cross, and sets the places. */
function placed(boxes: readonly Box[], lines: readonly Line[]): { width: number; height: number } {
  const columns = [...grouped(boxes, (box) => String(box.column)).values()].sort((a, b) => a[0]!.column - b[0]!.column);
  const near = new Map<Box, Box[]>(boxes.map((box) => [box, []]));
  for (const { from, to } of lines) {
    near.get(from)!.push(to);
    near.get(to)!.push(from);
  }
  for (const column of columns) {
    column.sort((a, b) => title_of(a).localeCompare(title_of(b), undefined, { numeric: true }));
    column.forEach((box, index) => (box.y = index));
  }
  for (let sweep = 0; sweep < kSweeps; ++sweep) {
    for (const column of sweep % 2 ? [...columns].reverse() : columns) {
      const middle = (box: Box) => {
        const others = near.get(box)!.filter((other) => other.column !== box.column);
        return others.length === 0 ? box.y : others.reduce((sum, other) => sum + other.y, 0) / others.length;
      };
      const order = new Map(column.map((box) => [box, middle(box)]));
      column.sort((a, b) => order.get(a)! - order.get(b)!);
      column.forEach((box, index) => (box.y = index));
    }
  }
  const rows = Math.max(0, ...columns.map((column) => column.length));
  columns.forEach((column, at) => {
    // Short columns stand at the middle of what is seen first.
    const above = Math.max(0, (Math.min(rows, 16) - column.length) / 2);
    for (const box of column) {
      box.x = kMargin + at * (kBox.width + kGap.x);
      box.y = kMargin + (above + box.y) * (kBox.height + kGap.y);
    }
  });
  return {
    width: 2 * kMargin + columns.length * (kBox.width + kGap.x) - kGap.x / 2,
    height: 2 * kMargin + rows * (kBox.height + kGap.y) - kGap.y,
  };
}

export const title_of = ({ members }: Box) => `${members[0]!.kind} ${members[0]!.name}`;

/** The curve of a line: it leaves to the right; one that leads back leaves to the left, for the right side of its end. */
export function curve({ from, to }: Line): string {
  const half = kBox.height / 2;
  const leaves = from.x > to.x ? from.x : from.x + kBox.width;
  const arrives = from.x < to.x ? to.x - 2 : to.x + kBox.width + 2;
  const bend = Math.max(kGap.x / 2, Math.abs(arrives - leaves) / 3);
  const to_left = (is_left: boolean) => (is_left ? -bend : bend);
  return `M${leaves},${from.y + half} C${leaves + to_left(from.x > to.x)},${from.y + half} ${arrives + to_left(from.x < to.x)},${to.y + half} ${arrives},${to.y + half}`;
}
