// Server-sent events over fetch: EventSource cannot send the operator's token.

import { ApiError } from "./error";
import { operator_response, type Query } from "./operator";

export interface Listener {
  /** Each time the stream begins: what came before was missed, so this is the time to load it. */
  on_open: () => void;
  on_event: (name: string, data: string) => void;
  /** The stream broke, and is tried again in a moment. */
  on_lost: () => void;
}

const kAgainMs = [500, 1000, 2000, 5000];

/** Listens until the answer is called. */
export function listen(path: string, query: Query, listener: Listener): () => void {
  const stop = new AbortController();
  void (async () => {
    for (let failed = 0; !stop.signal.aborted; failed++) {
      try {
        const response = await operator_response(path, { query, accept: "text/event-stream", signal: stop.signal });
        await read(response.body!, () => ((failed = 0), listener.on_open()), listener.on_event);
        listener.on_lost();
      } catch (thrown) {
        if (stop.signal.aborted) return;
        listener.on_lost();
        if (thrown instanceof ApiError && thrown.status >= 400 && thrown.status < 500 && thrown.status !== 429) return;
      }
      await new Promise((resolve) => setTimeout(resolve, kAgainMs[Math.min(failed, kAgainMs.length - 1)]));
    }
  })();
  return () => stop.abort();
}

async function read(
  body: ReadableStream<Uint8Array>,
  on_open: () => void,
  on_event: Listener["on_event"],
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "",
    opened = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!opened) on_open();
    opened = true;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = event_of(block);
      if (event) on_event(event.name, event.data);
    }
  }
}

/** Null for a comment, which keeps the connection alive. */
export function event_of(block: string): { name: string; data: string } | null {
  let name = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length === 0 ? null : { name, data: data.join("\n") };
}
