import type { PermittedAction, PermittedService } from "../../api/types";
import { change_query, href, place } from "../../app/router";
import { curl_command } from "../../parts/cli";
import { count } from "../../parts/count";
import { Choice } from "../../parts/field";
import { Icon } from "../../parts/icon";
import { is_unused, Services, unused_in, use_permissions } from "../../parts/permissions";
import { principal_of } from "../../parts/principal";
import { Empty, Loaded } from "../../parts/state";
import { MinimalPolicy } from "./minimal";

type Shown = "" | "unused" | "used";

export function OfPrincipal(props: { principal: string }) {
  const { principal } = props;
  const loaded = use_permissions(principal);
  const { kind, name, account } = principal_of(principal);
  return (
    <>
      {(kind === "user" || kind === "role") && (
        <p>
          <a href={href(["entities", kind, name], { account })}>Its policies, one by one</a>
        </p>
      )}
      <MinimalPolicy principal={principal} on_applied={loaded.reload} />
      <section class="card">
        <h2>What it may, and what it used</h2>
        <Loaded of={loaded} what="what it may">
          {({ services }) =>
            services.length === 0 ? (
              <Empty command={curl_command(`permissions?principal=${principal}`)}>No policy allows it anything.</Empty>
            ) : (
              <Beside principal={principal} services={services} />
            )
          }
        </Loaded>
      </section>
    </>
  );
}

const kWanted: Record<Shown, ((action: PermittedAction) => boolean) | undefined> = {
  "": undefined,
  unused: is_unused,
  used: (action) => action.used,
};

function Beside(props: { principal: string; services: readonly PermittedService[] }) {
  const { services } = props;
  const asked = place.value.query.get("show");
  const show: Shown = asked === "unused" || asked === "used" ? asked : "";
  const sum = (of: (service: PermittedService) => number) => services.reduce((total, each) => total + of(each), 0);
  const used = sum((each) => each.used);
  const unused = sum(unused_in);
  const shown = services
    .filter((each) => show === "" || (show === "used" ? each.used > 0 : unused_in(each) > 0))
    // What was used is rare, and comes first.
    .sort((a, b) => Number(b.used > 0) - Number(a.used > 0));
  return (
    <>
      <p class={`note ${unused > 0 ? "bad" : "good"}`}>
        <Icon name={unused > 0 ? "warning" : "allowed"} />
        <span>
          It used <strong>{count(used, "action")}</strong> of{" "}
          {count(services.filter((each) => each.used > 0).length, "service")}. It may do{" "}
          <strong>{count(unused, "action")}</strong> more, of{" "}
          {count(services.filter((each) => unused_in(each) > 0).length, "service")}, which it never used.
        </span>
      </p>
      <Choice
        label="Show"
        value={show}
        on_change={(chosen) => change_query({ show: chosen })}
        choices={[
          ["", "All that it may"],
          ["unused", "What it never used"],
          ["used", "What it used"],
        ]}
      />
      <Services principal={props.principal} services={shown} marks_unused wanted={kWanted[show]} />
    </>
  );
}
