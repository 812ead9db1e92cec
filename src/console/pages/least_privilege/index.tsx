// What a principal may beside what it did, and the smallest policy that is enough.

import type { PageProps } from "../../app/pages";
import { place } from "../../app/router";
import { Chooser } from "./chooser";
import { OfPrincipal } from "./principal";

export default function LeastPrivilege(_props: PageProps) {
  const principal = place.value.query.get("principal") ?? "";
  return (
    <>
      <div class="page-head">
        <h1>Least privilege</h1>
      </div>
      <Chooser key={principal} principal={principal} />
      {principal !== "" && <OfPrincipal key={principal} principal={principal} />}
    </>
  );
}
