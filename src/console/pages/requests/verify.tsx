// A test's expectation: whether it holds, and what nearly does.

import { useState } from "preact/hooks";
import { href } from "../../app/router";
import { sentence_of } from "../../api/error";
import { operator } from "../../api/operator";
import type { RecordedRequest } from "../../api/types";
import { curl_command } from "../../parts/cli";
import { Copy } from "../../parts/copy";
import { pretty } from "../../parts/document";
import { TextField } from "../../parts/field";
import { Icon } from "../../parts/icon";

interface Verified {
  verified: boolean;
  count: number;
  error?: string;
  nearest?: { differences: Difference[]; request: RecordedRequest }[];
}

interface Difference {
  what: string;
  expected: unknown;
  seen: unknown;
}

export function Verify(props: { expectation: Record<string, unknown> }) {
  const [text, set_text] = useState(pretty(props.expectation));
  const [told, set_told] = useState<Verified | null>(null);
  const [error, set_error] = useState<string | null>(null);

  const verify = async () => {
    set_error(null);
    set_told(null);
    try {
      set_told(await operator<Verified>("requests/verify", { body: text, also: [409] }));
    } catch (thrown) {
      set_error(sentence_of(thrown));
    }
  };
  const curl = () => curl_command("requests/verify", compact(text)).replace("curl -s", "curl -s --fail-with-body");
  return (
    <section class="card" aria-label="As a test expectation">
      <h2>As a test expectation</h2>
      <p class="muted">
        What a test can send to <code>/_iam/requests/verify</code>: filters, parameters, and how often (
        <code>count</code>, <code>at_least</code>, <code>at_most</code>; without them once is enough).
      </p>
      <TextField
        label="Expectation"
        mono
        rows={Math.min(16, text.split("\n").length + 1)}
        value={text}
        on_input={set_text}
        error={error}
      />
      <div class="row">
        <button type="button" class="primary" onClick={() => void verify()}>
          Verify
        </button>
        <Copy text={curl} label="Copy as curl" />
      </div>
      {told && <Result told={told} />}
    </section>
  );
}

function Result(props: { told: Verified }) {
  const { verified, count, error, nearest = [] } = props.told;
  return (
    <div class="stack" role="status">
      <p class={`note ${verified ? "good" : "bad"}`}>
        <Icon name={verified ? "allowed" : "error"} />{" "}
        {verified ? `It holds: seen ${count} times.` : `It does not hold: ${error ?? ""}.`}
      </p>
      {nearest.length > 0 && <h3>What nearly is as expected</h3>}
      {nearest.map(({ request, differences }) => (
        <section key={request.request_id} class="stack">
          <p>
            <a href={href(["requests", request.request_id])}>{request.operation}</a> by <code>{request.principal}</code>
          </p>
          <div class="facts-box" tabIndex={0} role="group" aria-label="Differences">
            <table>
              <thead>
                <tr>
                  <th scope="col">What</th>
                  <th scope="col">Expected</th>
                  <th scope="col">Seen</th>
                </tr>
              </thead>
              <tbody>
                {differences.map((each) => (
                  <tr key={each.what}>
                    <td>
                      <code>{each.what}</code>
                    </td>
                    <td>
                      <code>{shown(each.expected)}</code>
                    </td>
                    <td>
                      <code>{shown(each.seen)}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** Without white space when it is JSON. */
function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
