import assert from "node:assert/strict";
import { test } from "node:test";
import { place_in, text_near } from "../parts/json_place";

/** `|` marks the position. */
function at(marked) {
  const position = marked.indexOf("|");
  const place = place_in(marked.replace("|", ""), position);
  return place && { path: place.path.join("/"), is_name: place.is_name };
}

test("a value's path ends with its own member", () => {
  assert.deepEqual(at('{"Statement": [{"Action": "s3:|"}]}'), { path: "Statement/Action", is_name: false });
  assert.deepEqual(at('{"Statement": [{"Action": ["a", "s3:|Get"]}]}'), { path: "Statement/Action", is_name: false });
});

test("a name's path ends with the member that its object is", () => {
  assert.deepEqual(at('{"|"}'), { path: "", is_name: true });
  assert.deepEqual(at('{"Statement": {"Effect": "Allow", "|"}}'), { path: "Statement", is_name: true });
  assert.deepEqual(at('{"Condition": {"StringLike": {"aws:|"}}}'), { path: "Condition/StringLike", is_name: true });
});

test("a string that is not closed yet is one, to the end of its line", () => {
  assert.deepEqual(at('{"Action": "s3:|\n, "Resource": "*"}'), { path: "Action", is_name: false });
});

test("outside strings there is nothing to complete", () => {
  for (const marked of ['{|"a": "b"}', '{"a":| "b"}', '{"a": "b"|}', "|", '{"a": 1|}'])
    assert.equal(at(marked), null, marked);
});

test("the text of a member is found in the innermost object that has it", () => {
  const text = '{"Statement": [{"Action": ["s3:GetObject"], "Condition": {"StringLike": {"": 1}}}, {"Action": "b"}]}';
  assert.equal(text_near(text, text.indexOf('""'), "Action"), "s3:GetObject");
  assert.equal(text_near(text, 3, "Action"), undefined);
});
