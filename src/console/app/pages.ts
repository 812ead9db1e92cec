// The pages. Each is a chunk of its own, loaded when it is first shown.

import type { ComponentType } from "preact";

/** What a page gets: the parts of the path behind its own. */
export interface PageProps {
  rest: string[];
}

export interface Page {
  /** The first part of the path. */
  path: string;
  title: string;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

// One line each.
// prettier-ignore
export const kPages: readonly Page[] = [
  { path: "", title: "Overview", load: () => import("../pages/overview") },
  { path: "why", title: "Why denied", load: () => import("../pages/why") },
  { path: "playground", title: "Playground", load: () => import("../pages/playground") },
  { path: "requests", title: "Requests", load: () => import("../pages/requests") },
  { path: "entities", title: "Entities", load: () => import("../pages/entities") },
  { path: "least-privilege", title: "Least privilege", load: () => import("../pages/least_privilege") },
  { path: "who-can", title: "Who can", load: () => import("../pages/who_can") },
  { path: "sandbox", title: "Sandbox", load: () => import("../pages/sandbox") },
];
