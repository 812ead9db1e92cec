import { Editor, type DocumentType } from "../../parts/editor";
import { Icon } from "../../parts/icon";
import type { DocumentKind, Documents, Playground } from "./state";

interface Layer {
  kind: DocumentKind;
  title: string;
  type: DocumentType;
  /** Only one document can be there. */
  single?: boolean;
}

const kLayers: readonly Layer[] = [
  { kind: "identity", title: "Identity-based", type: "identity" },
  { kind: "boundary", title: "Permissions boundary", type: "identity", single: true },
  { kind: "session", title: "Session policies", type: "session" },
  { kind: "resource", title: "Resource or trust policy", type: "resource", single: true },
  { kind: "service_control", title: "Service control policies", type: "scp" },
  { kind: "resource_control", title: "Resource control policies", type: "rcp" },
];

const kAllowAll = { Effect: "Allow", Action: "*", Resource: "*" };

/** What a new document begins with. */
function draft(kind: DocumentKind, state: Playground): string {
  const statement =
    kind === "resource"
      ? {
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: state.action,
          ...(state.resource_kind === "trust" ? {} : { Resource: state.resource || "*" }),
        }
      : kind === "service_control"
        ? kAllowAll
        : kind === "resource_control"
          ? { ...kAllowAll, Principal: "*" }
          : { Effect: "Allow", Action: state.action, Resource: state.resource || "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2);
}

export function DocumentList(props: { state: Playground; on_change: (documents: Documents) => void }) {
  const { state } = props;
  const set = (kind: DocumentKind, texts: string[]) => props.on_change({ ...state.documents, [kind]: texts });
  return (
    <>
      {kLayers.map((layer) => {
        const texts = state.documents[layer.kind];
        const is_trust = layer.kind === "resource" && state.resource_kind === "trust";
        return (
          <section key={layer.kind} class="stack" aria-label={layer.title}>
            <div class="row">
              <h3 class="grow">{layer.title}</h3>
              {(!layer.single || texts.length === 0) && (
                <button type="button" onClick={() => set(layer.kind, [...texts, draft(layer.kind, state)])}>
                  <Icon name="add" /> Add<span class="unseen"> to {layer.title}</span>
                </button>
              )}
            </div>
            {texts.map((text, index) => {
              const label = `${layer.title}${layer.single ? "" : ` ${index + 1}`}`;
              return (
                // By the number of documents: when one goes, the editors of those behind it are made anew.
                <div key={`${texts.length} ${index}`} class="stack">
                  <Editor
                    label={label}
                    type={is_trust ? "trust" : layer.type}
                    value={text}
                    on_change={(value) =>
                      set(
                        layer.kind,
                        texts.map((each, at) => (at === index ? value : each)),
                      )
                    }
                  />
                  <div>
                    <button
                      type="button"
                      class="quiet"
                      onClick={() =>
                        set(
                          layer.kind,
                          texts.filter((_, at) => at !== index),
                        )
                      }
                    >
                      <Icon name="close" /> Remove<span class="unseen"> {label}</span>
                    </button>
                  </div>
                </div>
              );
            })}
          </section>
        );
      })}
    </>
  );
}
