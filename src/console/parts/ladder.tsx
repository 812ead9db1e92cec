// The layers of a decision from the organization down, each with what it says.

import type { ComponentChildren } from "preact";
import type { Layer, Layers, Outcome } from "../api/types";
import { DecisionMark, kLayerNames, kLayers } from "./decision";

interface Props {
  layers: Layers;
  /** The layer that decided: it is open, and says so. */
  decided_by?: Layer;
  /** Layers that are shown although they said nothing: the decision was made without them. */
  also?: ReadonlySet<Layer>;
  /** What is inside a layer: its policies. */
  inside: (layer: Layer) => ComponentChildren;
}

export function Ladder(props: Props) {
  const present = kLayers.filter(
    (layer) => props.layers[layer] !== undefined || layer === props.decided_by || props.also?.has(layer),
  );
  return (
    <ol class="ladder">
      {present.map((layer) => {
        const decided = layer === props.decided_by;
        const asked = decided || props.layers[layer] !== undefined;
        const decision = outcome_of(props.layers[layer]);
        return (
          <li key={layer} class={`rung ${asked ? decision : ""} ${decided ? "decided" : ""}`}>
            <details open={decided}>
              <summary>
                <span class="rung-name">{kLayerNames[layer]}</span>
                {asked ? <DecisionMark decision={decision} /> : <span class="badge">not asked</span>}
                {decided && <span class="badge">decided</span>}
              </summary>
              <div class="rung-body">{props.inside(layer)}</div>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

/** Of several levels each must allow: the first that does not is what the layer says. */
export function outcome_of(levels: Outcome | Outcome[] | undefined): Outcome {
  if (levels === undefined) return "implicitDeny";
  if (!Array.isArray(levels)) return levels;
  return levels.includes("explicitDeny")
    ? "explicitDeny"
    : levels.includes("implicitDeny")
      ? "implicitDeny"
      : "allowed";
}
