import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { hex, hmac, sha256, utf8 } from "../api/sha256";
import { authorization } from "../api/sigv4";

test("sha256 of every length around the blocks is that of Node", () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) % 256);
    assert.equal(hex(sha256(bytes)), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("hmac with short and long keys is that of Node", () => {
  for (const key of ["", "key", "k".repeat(64), "k".repeat(65)]) {
    assert.equal(hex(hmac(utf8(key), utf8("text"))), createHmac("sha256", key).update("text").digest("hex"));
  }
});

// AWS's test suite (tests/vectors/sigv4/NOTICE): those with the path "/", no query and each header once.
const text = readFileSync(new URL("../../../tests/vectors/sigv4/header.txt", import.meta.url), "utf8");
let signed = 0;
for (const section of text.split(/^## /m).slice(1)) {
  const [name, first, ...rest] = section.split("\n");
  const gap = rest.indexOf("");
  const lines = rest.slice(0, gap);
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(":")[0].toLowerCase(), line.slice(line.indexOf(":") + 1)]),
  );
  if (!/^(GET|POST) \/ HTTP/.test(first) || Object.keys(headers).length !== lines.length) continue;
  if (lines.some((line) => line.startsWith(" ")) || headers["x-amz-security-token"]) continue;
  signed++;
  test(`signs ${name} as AWS does`, () => {
    const { authorization: expected, ...sent } = headers;
    const body = rest
      .slice(gap + 1)
      .join("\n")
      .replace(/\n+$/, "");
    const keys = { access_key_id: "AKIDEXAMPLE", secret_access_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
    assert.equal(
      authorization({ method: first.split(" ")[0], path: "/", headers: sent, body }, keys, "us-east-1", "service"),
      expected,
    );
  });
}
test("there are vectors to sign", () => assert.ok(signed >= 5, `${signed}`));
