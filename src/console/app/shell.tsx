// What is around every page: the header, the navigation, the dialog to sign in, and the notes.

import { signal } from "@preact/signals";
import { Component, type ComponentChildren, type ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { sentence_of } from "../api/error";
import { caller } from "../api/session";
import { Failed, Waiting } from "../parts/state";
import { Toasts } from "../parts/toast";
import { Header } from "./header";
import { kPages, type Page, type PageProps } from "./pages";
import { account, href, no_account, place } from "./router";
import { load_accounts, load_health } from "./server";
import { SignIn } from "./sign_in";

const menu_open = signal(false);
const started = signal<"waiting" | "ready" | string>("waiting");

async function start(): Promise<void> {
  started.value = "waiting";
  void page_at(place.value.path)
    ?.load()
    .catch(() => undefined); // What fails is told when the page is shown.
  try {
    await load_health();
    started.value = "ready";
  } catch (thrown) {
    started.value = sentence_of(thrown);
    return;
  }
  await load_accounts().catch(() => undefined); // The chooser also takes a number that is typed.
}

export function Shell() {
  const page = page_at(place.value.path);
  const main = useRef<HTMLElement>(null);
  useEffect(() => void start(), []);

  // A new page is announced by its title, and begins with the focus at its top.
  const path = place.value.path.join("/");
  const path_before = useRef(path);
  useEffect(() => {
    document.title = `${page?.title ?? "Not found"} · IAM Local`;
    menu_open.value = false;
    if (path !== path_before.current) main.current?.focus({ preventScroll: true });
    path_before.current = path;
  }, [path]);

  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header menu_open={menu_open} />
      <nav class={`side ${menu_open.value ? "open" : ""}`} id="navigation" aria-label="Pages">
        <ul>
          {kPages.map((each) => (
            <li key={each.path}>
              <a href={href(each.path === "" ? [] : [each.path])} aria-current={each === page ? "page" : undefined}>
                {each.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1} ref={main}>
        {started.value !== "ready" && <h1 class="unseen">{page?.title ?? "IAM Local"}</h1>}
        {started.value === "waiting" ? (
          <Waiting what="the server's settings" />
        ) : started.value !== "ready" ? (
          <Failed what="the server's settings" why={started.value} again={() => void start()} />
        ) : no_account.value !== null ? (
          <NoAccount />
        ) : page ? (
          <Chunk key={`${page.path} ${account.value} ${caller.value}`} page={page} rest={place.value.path.slice(1)} />
        ) : (
          <NotFound />
        )}
      </main>
      <SignIn />
      <Toasts />
    </div>
  );
}

const page_at = (path: readonly string[]): Page | undefined => kPages.find((page) => page.path === (path[0] ?? ""));

// The code of the pages that were shown, or why one could not be loaded.
const chunks = signal<ReadonlyMap<Page, ComponentType<PageProps> | string>>(new Map());

function Chunk(props: { page: Page; rest: string[] }) {
  const { page } = props;
  const put = (chunk: ComponentType<PageProps> | string) => (chunks.value = new Map(chunks.value).set(page, chunk));
  const load = () =>
    page.load().then(
      (loaded) => put(loaded.default),
      (thrown) => put(sentence_of(thrown)),
    );
  const known = chunks.value.get(page);
  useEffect(() => {
    if (typeof known !== "function") void load();
  }, [page]);
  if (typeof known !== "function") {
    return (
      <>
        <h1 class="unseen">{page.title}</h1>
        {known === undefined ? (
          <Waiting what="the page" />
        ) : (
          <Failed what="the page" why={known} again={() => location.reload()} />
        )}
      </>
    );
  }
  const Shown = known;
  return (
    <Guard>
      <Shown rest={props.rest} />
    </Guard>
  );
}

/** A page with a fault says so, and leaves the others alone. */
class Guard extends Component<{ children: ComponentChildren }, { fault: string | null }> {
  override state = { fault: null };
  static override getDerivedStateFromError(thrown: unknown) {
    return { fault: sentence_of(thrown) };
  }
  override render() {
    const { fault } = this.state;
    return fault === null ? (
      this.props.children
    ) : (
      <Failed what="the page" why={fault} again={() => location.reload()} />
    );
  }
}

function NoAccount() {
  return (
    <div class="state">
      <h1>There is no account “{no_account.value}”</h1>
      <p>
        An account id has twelve digits. <a href={href(place.value.path)}>Go to account {account.value}</a>
      </p>
    </div>
  );
}

function NotFound() {
  return (
    <div class="state">
      <h1>There is no such page</h1>
      <p>
        <a href={href([])}>Go to the overview</a>
      </p>
    </div>
  );
}
