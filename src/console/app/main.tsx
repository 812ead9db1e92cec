import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/layout.css";
import "../styles/parts.css";
import "../styles/sandbox.css";
import "../styles/who_can.css";
import { render } from "preact";
import { start_router } from "./router";
import { Shell } from "./shell";

start_router();
render(<Shell />, document.getElementById("app")!);
