// The journal as it grows: what was asked so far, and from then on each request when it is answered.

import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { sentence_of } from "../api/error";
import { listen } from "../api/events";
import { operator, type Query } from "../api/operator";
import type { RecordedRequest } from "../api/types";

export interface Live {
  /** The newest first; null until the first are there. */
  rows: ReadonlySignal<readonly RecordedRequest[] | null>;
  /** Whether requests arrive now. */
  live: ReadonlySignal<boolean>;
  error: ReadonlySignal<string | null>;
  again: () => void;
}

const kRowsMax = 20_000;
const kLoaded = 1000; // what GET /_iam/requests answers at most

/** `query`: filters of docs/requests.md. `wanted` chooses among what the server tells. */
export function use_live_requests(query: Query, wanted: (request: RecordedRequest) => boolean = () => true): Live {
  const key = JSON.stringify(query);
  const rows = useMemo(() => signal<readonly RecordedRequest[] | null>(null), [key]);
  const live = useMemo(() => signal(false), [key]);
  const error = useMemo(() => signal<string | null>(null), [key]);
  const round = useMemo(() => signal(0), [key]);

  useEffect(() => {
    let arrived: RecordedRequest[] = [];
    let frame = 0;
    // Many may arrive between two frames: they are shown together.
    const show = () => {
      frame = 0;
      const known = rows.value ?? [];
      const ids = new Set(known.slice(0, 2 * kLoaded).map((row) => row.request_id));
      const fresh = arrived.filter((row) => !ids.has(row.request_id)).reverse();
      arrived = [];
      if (fresh.length > 0 || rows.value === null) rows.value = [...fresh, ...known].slice(0, kRowsMax);
    };
    const load = async () => {
      try {
        const loaded = await operator<{ requests: RecordedRequest[] }>("requests", {
          query: { ...query, limit: kLoaded },
        });
        arrived.unshift(...loaded.requests.filter(wanted).reverse());
        show();
        error.value = null;
      } catch (thrown) {
        error.value = sentence_of(thrown);
      }
    };
    const stop = listen("requests", query, {
      on_open: () => ((live.value = true), void load()),
      on_event: (name, data) => {
        if (name === "skipped") return void load();
        if (name !== "request") return;
        const request = JSON.parse(data) as RecordedRequest;
        if (!wanted(request)) return;
        arrived.push(request);
        frame ||= requestAnimationFrame(show);
      },
      on_lost: () => {
        live.value = false;
        if (rows.value === null) void load(); // What was so far can be shown without a stream.
      },
    });
    return () => (stop(), cancelAnimationFrame(frame));
  }, [key, round.value]);

  return { rows, live, error, again: () => ((error.value = null), round.value++) };
}

/** Whether the page *Why denied* has something to say of a request: it failed, or policies denied it and it was let pass. */
export const is_explained = (request: RecordedRequest) => request.status >= 400 || request.help?.denial !== undefined;
