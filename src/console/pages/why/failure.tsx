import { href } from "../../app/router";
import type { RecordedRequest } from "../../api/types";
import { Copy } from "../../parts/copy";
import { Icon } from "../../parts/icon";
import { Text } from "../../parts/text";

/** A request that no policy denied: a signature that differs, a name that is not there, or the error's own words. */
export function FailureView(props: { request: RecordedRequest }) {
  const { request } = props;
  const { help } = request;
  const names = Object.entries(help?.did_you_mean ?? {});
  return (
    <>
      {names.length > 0 && (
        <section class="card">
          <h2>Did you mean</h2>
          <ul>
            {names.map(([parameter, meant]) => (
              <li key={parameter}>
                <code>{parameter}</code>: not <code>{String(request.parameters[parameter] ?? "")}</code>, but{" "}
                {meant.map((name, index) => (
                  <span key={name}>
                    {index > 0 && " or "}
                    <strong>
                      <code>{name}</code>
                    </strong>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {help?.signature_differs && (
        <section class="card">
          <h2>The signature differs</h2>
          <p class="note bad">
            <Icon name="key" /> <span>What the client signed otherwise: {help.signature_differs}</span>
          </p>
          <p class="muted">
            This is what the server made of the request. Compare it with what the client signed; its log has it at the
            debug level (<code>aws --debug</code>).
          </p>
          <Text title="Canonical request" text={help.canonical_request ?? ""} />
          <Text title="String to sign" text={help.string_to_sign ?? ""} />
        </section>
      )}
      {names.length === 0 && !help?.signature_differs && (
        <section class="card">
          <h2>No policy denied this</h2>
          <p>
            {request.status < 400
              ? "The request went well."
              : "The server's answer says all that there is to say. What was sent may tell more:"}
          </p>
          <div class="row">
            <a class="button" href={href(["requests", request.request_id])}>
              See what was sent
            </a>
            <Copy text={JSON.stringify(request, null, 2)} label="Copy as JSON" />
          </div>
        </section>
      )}
    </>
  );
}
