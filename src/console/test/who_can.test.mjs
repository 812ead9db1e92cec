import assert from "node:assert/strict";
import { test } from "node:test";
import { columns_around, columns_of_all, curve, kBox, layout } from "../pages/who_can/layout.ts";
import { ways } from "../pages/who_can/trust.ts";

const node = (id, kind = "role", account = "123456789012") => ({ id, kind, name: id, account, stored: true });
const edge = (from, to, keys = []) => ({ from, to, action: "sts:AssumeRole", conditional: keys.length > 0, keys });
const none = new Set();
const members = ({ boxes }) => boxes.map((box) => box.members.map(({ id }) => id).join(" "));

test("the shortest way to everything, in both directions", () => {
  const edges = [edge("a", "b"), edge("b", "c", ["k"]), edge("a", "c"), edge("c", "d"), edge("d", "a")];
  const forward = ways("a", edges, "to");
  assert.deepEqual(
    [...forward].map(([id, way]) => [id, way.map(({ to }) => to).join()]),
    [
      ["b", "b"],
      ["c", "c"],
      ["d", "c,d"],
    ],
  );
  assert.deepEqual([...ways("c", edges, "from").keys()], ["b", "a", "d"]);
});

test("around one principal: who can become it on the left, what it can become on the right", () => {
  const edges = [edge("s", "a"), edge("a", "b"), edge("b", "c"), edge("x", "y")];
  assert.deepEqual(
    [...columns_around("b", edges, 1)],
    [
      ["b", 0],
      ["a", -1],
      ["c", 1],
    ],
  );
  assert.deepEqual(
    [...columns_around("b", edges, 9)],
    [
      ["b", 0],
      ["a", -1],
      ["s", -2],
      ["c", 1],
    ],
  );
});

test("a role stands to the right of whoever may assume it, also where they go round in circles", () => {
  const nodes = [node("s", "service"), node("c"), node("a"), node("b"), node("nobody's")];
  const edges = [edge("s", "a"), edge("s", "b"), edge("a", "b"), edge("b", "c"), edge("c", "a")];
  const columns = columns_of_all(nodes, edges);
  assert.deepEqual(Object.fromEntries(columns), { s: 0, a: 1, b: 2, c: 3, "nobody's": 1 });
});

test("two hundred roles that nothing tells apart are one box, until it is opened", () => {
  const roles = Array.from({ length: 200 }, (_, index) => node(`fn-${index}`));
  const nodes = [node("lambda", "service", null), ...roles, node("other")];
  const edges = [...roles.map(({ id }) => edge("lambda", id)), edge("lambda", "other", ["aws:SourceArn"])];
  const columns = columns_of_all(nodes, edges);
  const closed = layout(nodes, edges, columns, none);
  assert.equal(closed.boxes.length, 3);
  assert.deepEqual(closed.lines.map(({ conditional }) => conditional).sort(), [false, true]);
  const group = closed.boxes.find((box) => box.members.length === 200);
  const opened = layout(nodes, edges, columns, new Set([group.key]));
  assert.equal(opened.boxes.length, 202);
});

test("a column of roles that all differ is grouped by kind and account", () => {
  const nodes = [];
  const edges = [];
  for (let index = 0; index < 200; ++index) {
    nodes.push(node(`partner-${index}`, "account", `${100000000000 + index}`), node(`role-${index}`));
    edges.push(edge(`partner-${index}`, `role-${index}`));
  }
  const columns = columns_of_all(nodes, edges);
  const closed = layout(nodes, edges, columns, none);
  const roles = closed.boxes.find((box) => box.column === 1);
  assert.equal(roles.members.length, 200);
  assert.equal(closed.boxes.length, 2); // two hundred accounts are one, too
  assert.equal(layout(nodes, edges, columns, new Set([roles.key])).boxes.filter((box) => box.column === 1).length, 200);
});

test("boxes do not lie on one another, and each line begins and ends at its boxes", () => {
  const nodes = ["a", "b", "c", "d", "e"].map((id) => node(id));
  const edges = [edge("a", "b"), edge("b", "c"), edge("c", "a"), edge("a", "d"), edge("e", "e")];
  const { boxes, lines, width, height } = layout(nodes, edges, columns_of_all(nodes, edges), none);
  assert.equal(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size, 5);
  for (const { x, y } of boxes) assert.ok(x >= 0 && y >= 0 && x + kBox.width <= width && y + kBox.height <= height);
  assert.equal(lines.length, 4); // nobody needs to see that e may assume itself
  for (const line of lines) {
    const [, x] = /^M([\d.]+)/.exec(curve(line));
    assert.ok([line.from.x, line.from.x + kBox.width].includes(Number(x)));
  }
});

test("the keyboard goes from column to column, downwards", () => {
  const nodes = [node("z", "service"), node("a"), node("b")];
  const edges = [edge("z", "a"), edge("z", "b")];
  assert.deepEqual(members(layout(nodes, edges, columns_of_all(nodes, edges), none)), ["z", "a", "b"]);
});
