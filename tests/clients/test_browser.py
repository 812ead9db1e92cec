"""Chromium with a real page: one of another origin can neither read nor change anything, one of localhost works."""

import http.server
import subprocess
import threading

import pytest

from conftest import client

# Tries all that a page can: scripts that read, scripts that only send, a picture and a form.
PAGE = """<!doctype html><title>page</title><pre id=log></pre>
<iframe name=elsewhere></iframe>
<form id=form method=post target=elsewhere action="{server}/"><input name=Action value=CreateUser>
<input name=Version value=2010-05-08><input name=UserName value=Form></form>
<script>
const server = "{server}";
const form = (name) => new URLSearchParams({{Action: "CreateUser", Version: "2010-05-08", UserName: name}});
const picture = (url) => new Promise((done) => {{
  const image = new Image();
  image.onload = image.onerror = done;
  image.src = url;
}});
const attempts = {{
  reads: async () => (await (await fetch(server + "/_iam/health")).json()).status,
  creates: async () => (await fetch(server + "/", {{method: "POST", body: form("Script")}})).status,
  sets: async () => (await fetch(server + "/_iam/quotas", {{method: "PUT", body: '{{"UsersPerAccount": 77}}'}})).status,
  sends: async () => (await fetch(server + "/", {{method: "POST", mode: "no-cors", body: form("Blind")}})).type,
  shows: async () => {{ await picture(server + "/?" + form("Picture")); return "shown"; }},
  submits: async () => {{
    const loaded = new Promise((done) => {{ document.querySelector("iframe").onload = done; }});
    document.getElementById("form").submit();
    // A browser may show a refusal without telling the page.
    await Promise.race([loaded, new Promise((done) => setTimeout(done, 3000))]);
    return "submitted";
  }},
}};
(async () => {{
  for (const [name, attempt] of Object.entries(attempts)) {{
    const outcome = await attempt().catch(() => "failed");
    document.getElementById("log").textContent += name + "=" + outcome + ";";
  }}
  document.getElementById("log").textContent += "end";
}})();
</script>"""


class Pages(http.server.BaseHTTPRequestHandler):
    """Whatever is asked for, the page."""

    server_of_iam = ""

    def do_GET(self):
        body = PAGE.format(server=self.server_of_iam).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def outcome_on(endpoint, tmp_path):
    """What became of the page's attempts when a browser opened it at a host."""
    pages = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Pages,), {"server_of_iam": endpoint}))
    threading.Thread(target=pages.serve_forever, daemon=True).start()

    def outcome(host):
        shown = subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                # The browser is to leave the defence to the server.
                "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
                f"--user-data-dir={tmp_path}/profile",
                "--host-resolver-rules=MAP evil.example 127.0.0.1",
                "--virtual-time-budget=20000",
                "--dump-dom",
                f"http://{host}:{pages.server_address[1]}/",
            ],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        ).stdout
        log = shown.split('<pre id="log">')[1].split("</pre>")[0]
        assert log.endswith("end"), shown
        return dict(each.split("=") for each in log.split(";")[:-1])

    yield outcome
    pages.shutdown()
    pages.server_close()


def users(endpoint):
    iam = client("iam", endpoint, "test")
    return sorted(user["UserName"] for user in iam.list_users()["Users"])


def test_a_page_of_another_origin_can_neither_read_nor_change_anything(endpoint, outcome_on):
    outcome = outcome_on("evil.example")
    assert {name: outcome[name] for name in ("reads", "creates", "sets")} == dict.fromkeys(
        ("reads", "creates", "sets"), "failed"
    )
    assert users(endpoint) == []


def test_a_page_of_localhost_works(endpoint, outcome_on):
    outcome = outcome_on("localhost")
    assert (outcome["reads"], outcome["creates"], outcome["sets"]) == ("running", "200", "200")
    # The server is 127.0.0.1 there, another site than localhost: only pictures do not say who asked for them.
    assert users(endpoint) == ["Blind", "Form", "Script"]
