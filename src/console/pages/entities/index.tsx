// Users, groups, roles, policies and providers: lists, and one of them.

import type { PageProps } from "../../app/pages";
import { Edits } from "../../parts/edit";
import { Lists } from "./lists";
import { PolicyPage } from "./policy";
import { PrincipalPage } from "./principal";
import { ProviderPage } from "./provider";

export default function Entities(props: PageProps) {
  return (
    <>
      <Shown {...props} />
      <Edits />
    </>
  );
}

function Shown(props: PageProps) {
  const [kind = "users", id, tab] = props.rest;
  if (id === undefined) return <Lists list={kind} />;
  if (kind === "policy") return <PolicyPage key={id} arn={id} />;
  if (kind === "provider") return <ProviderPage key={id} arn={id} />;
  if (kind === "user" || kind === "group" || kind === "role")
    return <PrincipalPage key={`${kind} ${id}`} kind={kind} name={id} tab={tab} />;
  return <Lists list="users" />;
}
