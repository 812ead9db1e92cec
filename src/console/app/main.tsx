import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/layout.css";
import "../styles/parts.css";
import "../styles/sandbox.css";
import "../styles/who_can.css";
import { render } from "preact";
import { start_router } from "./router";
import { Shell } from "./shell";

function start(): void {
  start_router();
  render(<Shell />, document.getElementById("app")!);
}

// The frame of index.html is painted first: what follows takes the browser longer. A hidden page is not painted at all.
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
