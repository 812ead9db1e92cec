// Why was this denied, and what would allow it?

import "../../styles/why.css";
import type { PageProps } from "../../app/pages";
import { Denials } from "./list";
import { WhyRequest } from "./request";

export default function Why(props: PageProps) {
  const [request_id] = props.rest;
  return request_id === undefined ? <Denials /> : <WhyRequest key={request_id} request_id={request_id} />;
}
