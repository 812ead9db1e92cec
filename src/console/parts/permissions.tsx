// What a principal may, service by service, beside what it used.

import { operator } from "../api/operator";
import type { Permissions, PermittedAction, PermittedService } from "../api/types";
import { useState } from "preact/hooks";
import { count } from "./count";
import { DecisionMark, kLayerNames } from "./decision";
import { TextField } from "./field";
import { Fold } from "./fold";
import { Icon } from "./icon";
import { At } from "./pairs";
import { EvaluatedPolicies } from "./policies";
import { Empty, Loaded, use_loaded } from "./state";
import { curl_command } from "./cli";

export const use_permissions = (principal: string) =>
  use_loaded((signal) => operator<Permissions>("permissions", { query: { principal }, signal }), [principal]);

/** All of it, with the policies that it comes from. */
export function PermissionsOf(props: { principal: string }) {
  const loaded = use_permissions(props.principal);
  return (
    <Loaded of={loaded} what="the effective permissions">
      {({ policies, services }) => (
        <>
          <p class="muted">
            What all its policies together allow, those of its groups, its boundary and its organization included.
          </p>
          <Fold summary={`From ${count(policies.length, "policy", "policies")}`}>
            {() => <EvaluatedPolicies policies={policies} denied={false} />}
          </Fold>
          {services.length === 0 ? (
            <Empty command={curl_command(`permissions?principal=${props.principal}`)}>No policy allows anything.</Empty>
          ) : (
            <Services principal={props.principal} services={services} />
          )}
        </>
      )}
    </Loaded>
  );
}

const matches = (service: PermittedService, typed: string) =>
  `${service.service} ${service.name}`.toLowerCase().includes(typed) ||
  service.actions?.some((each) => each.action.toLowerCase().includes(typed));

/** `wanted` leaves only some of the actions; `marks_unused` makes what was not used stand out. */
export function Services(props: {
  principal: string;
  services: readonly PermittedService[];
  wanted?: ((action: PermittedAction) => boolean) | undefined;
  marks_unused?: boolean;
}) {
  const [typed, set_typed] = useState("");
  return (
    <>
      <TextField label="Filter the services" type="search" value={typed} on_input={set_typed} />
      <div class="ladder">
        {props.services
          .filter((each) => matches(each, typed.toLowerCase()))
          .map((each) => (
            <Fold key={each.service} summary={<ServiceLine service={each} marks_unused={props.marks_unused} />}>
              {() =>
                each.actions ? (
                  <Actions {...props} actions={each.actions} />
                ) : (
                  <OtherActions {...props} service={each.service} />
                )
              }
            </Fold>
          ))}
      </div>
    </>
  );
}

export const is_unused = (action: PermittedAction) => action.decision === "allowed" && !action.used;

/** How many actions of a service are allowed, and were never used. */
export const unused_in = ({ actions, allowed, used }: PermittedService) =>
  actions ? actions.filter(is_unused).length : Math.max(0, allowed - used);

function ServiceLine(props: { service: PermittedService; marks_unused?: boolean | undefined }) {
  const { name, service, allowed, known, used } = props.service;
  const unused = props.marks_unused ? unused_in(props.service) : 0;
  return (
    <>
      <span class="rung-name">
        {name} <code>{service}</code>
      </span>
      <span>
        {allowed === known ? "all" : allowed} of {count(known, "action")}
      </span>
      {used > 0 && (
        <span class="badge good">
          <Icon name="allowed" /> {used} used
        </span>
      )}
      {unused > 0 && <UnusedMark count={unused} />}
    </>
  );
}

function UnusedMark(props: { count?: number }) {
  return (
    <span class="badge bad">
      <Icon name="warning" /> {props.count} unused
    </span>
  );
}

/** The actions of a service that only a `*` reaches. */
function OtherActions(props: {
  principal: string;
  service: string;
  wanted?: ((action: PermittedAction) => boolean) | undefined;
  marks_unused?: boolean;
}) {
  const { principal, service } = props;
  const loaded = use_loaded(
    (signal) => operator<Permissions>("permissions", { query: { principal, service }, signal }),
    [principal, service],
  );
  return (
    <Loaded of={loaded} what="the actions">
      {({ services }) => (
        <Actions {...props} actions={services.find((each) => each.service === service)?.actions ?? []} />
      )}
    </Loaded>
  );
}

const kShown = 100;

function Actions(props: {
  actions: readonly PermittedAction[];
  wanted?: ((action: PermittedAction) => boolean) | undefined;
  marks_unused?: boolean;
}) {
  const [all, set_all] = useState(false);
  const wanted = props.wanted ? props.actions.filter(props.wanted) : props.actions;
  const shown = all ? wanted : wanted.slice(0, kShown);
  if (wanted.length === 0) return <p class="muted">No action is so.</p>;
  return (
    <>
      <div class="facts-box" tabIndex={0} role="group" aria-label="Actions">
        <table>
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Used</th>
              <th scope="col">Level</th>
              <th scope="col">On</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={each.action}>
                <td>
                  <code>{each.action}</code>
                </td>
                <td>
                  <Used action={each} marks_unused={props.marks_unused} />
                </td>
                <td>{each.access_level}</td>
                <td>
                  <Reach action={each} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < wanted.length && (
        <div>
          <button type="button" onClick={() => set_all(true)}>
            Show all {wanted.length}
          </button>
        </div>
      )}
    </>
  );
}

function Used(props: { action: PermittedAction; marks_unused?: boolean | undefined }) {
  const { used, last_used_at } = props.action;
  if (!used)
    return props.marks_unused && is_unused(props.action) ? <UnusedMark /> : <span class="muted">not used</span>;
  return (
    <span class="badge good">
      <Icon name="allowed" /> {last_used_at ? <At at={last_used_at} /> : "used"}
    </span>
  );
}

/** Where an action is allowed, on what condition, and what takes some of it away. */
function Reach(props: { action: PermittedAction }) {
  const { decision, decided_by, everywhere, resources, not_resources, conditional, keys } = props.action;
  const { limits = [], denied = [] } = props.action;
  return (
    <>
      {decision !== "allowed" && (
        <p>
          <DecisionMark decision={decision} /> {decided_by && kLayerNames[decided_by].toLowerCase()}
        </p>
      )}
      {everywhere ? <p>every resource</p> : resources.map((each) => <Arns key={each} of={[each]} />)}
      {not_resources && <Arns says="all but " of={not_resources} />}
      {limits.map((each) => (
        <Arns key={each.type} says={`${kLayerNames[each.type]}: `} of={each.resources} />
      ))}
      {conditional && (
        <p>
          <Icon name="info" /> on a condition: <code>{keys.join(", ")}</code>
        </p>
      )}
      {denied.map((each, index) => (
        <p key={index}>
          <Icon name="explicit" /> but denied {each.keys.length > 0 && "on a condition "}by{" "}
          <code>{each.sid ?? each.arn ?? each.policy}</code> on {each.not_resources && "all but "}
          <code>{(each.not_resources ?? each.resources ?? ["*"]).join(", ")}</code>
        </p>
      ))}
    </>
  );
}

function Arns(props: { says?: string; of: readonly string[] }) {
  return (
    <p>
      {props.says}
      <code>{props.of.join(", ")}</code>
    </p>
  );
}
