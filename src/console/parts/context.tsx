import { Icon } from "./icon";

/** Condition keys and their values, and those that policies ask for and the request has not. */
export function ContextTable(props: { context: Record<string, string[]>; missing: readonly string[] }) {
  const keys = Object.entries(props.context);
  return (
    <div class="facts-box" tabIndex={0} role="group" aria-label="Condition keys">
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {props.missing.map((key) => (
            <tr key={key} class="missing">
              <td>
                <code>{key}</code>
              </td>
              <td>
                <span class="badge warn">
                  <Icon name="warning" /> missing
                </span>{" "}
                a policy asks for it, and the request does not have it
              </td>
            </tr>
          ))}
          {keys.map(([key, values]) => (
            <tr key={key}>
              <td>
                <code>{key}</code>
              </td>
              <td>
                <code>{values.join(", ")}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
