#include "browser_rules.h"

#include "iam/base/aws_domains.h"
#include "iam/base/text.h"
#include "iam/operator/operator.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iam::gateway {
namespace {

constexpr std::string_view kAny = "*";
// What a sentence repeats of a text from outside.
constexpr std::size_t kQuotedMax = 200;

// Names below these lead nowhere but to this machine or its network: RFC 6761, RFC 6762, and ICANN's reservation of
// .internal.
constexpr std::string_view kLocalDomains[] = {"localhost", "local", "internal", "test"};

struct Provenance {
  std::string_view host;
  std::string_view origin;
  std::string_view fetch_site;
  std::string_view fetch_mode;
};

// One look at the headers: every request comes through here.
Provenance provenance_of(HttpRequest const& request) {
  Provenance found;
  for (auto const& [name, value] : request.headers) {
    switch (name.size()) {
      case 4:
        if (equals_ignoring_case(name, "Host")) found.host = value;
        break;
      case 6:
        if (equals_ignoring_case(name, "Origin")) found.origin = value;
        break;
      case 14:
        if (equals_ignoring_case(name, "Sec-Fetch-Site")) found.fetch_site = value;
        if (equals_ignoring_case(name, "Sec-Fetch-Mode")) found.fetch_mode = value;
        break;
      default:
        break;
    }
  }
  return found;
}

bool has(std::vector<std::string> const& list, std::string_view text) {
  return std::ranges::any_of(list, [&](std::string const& each) { return equals_ignoring_case(each, text); });
}

bool is_below(std::string_view name, std::string_view domain) {
  if (name.size() <= domain.size() + 1) return false;
  auto const at = name.size() - domain.size();
  return name[at - 1] == '.' && equals_ignoring_case(name.substr(at), domain);
}

// A test may point AWS's names here.
bool is_of_aws(std::string_view name) {
  return std::ranges::any_of(kAwsDomains, [&](AwsDomains const& domains) {
    return is_below(name, domains.services) || is_below(name, domains.dual_stack);
  });
}

// `127.0.0.1:4566` without its port.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, std::min(host.size(), host.find(']') + 1));
  return host.substr(0, host.find(':'));
}

bool is_digits_and_dots(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.'; });
}

bool is_of_this_machine(std::string_view origin) {
  auto const scheme_end = origin.find("://");
  if (scheme_end == std::string_view::npos) return false;
  auto const scheme = origin.substr(0, scheme_end);
  if (!equals_ignoring_case(scheme, "http") && !equals_ignoring_case(scheme, "https")) return false;
  auto const authority = origin.substr(scheme_end + 3);
  auto const host = without_port(authority);
  auto const port = authority.substr(host.size());
  if (!port.empty() && (port[0] != ':' || !std::ranges::all_of(port.substr(1), is_digit))) return false;
  return equals_ignoring_case(host, "localhost") || host == "127.0.0.1" || host == "[::1]" ||
         is_below(host, "localhost");
}

// A page that the server itself delivered. Browsers leave a scheme's usual port out of both.
bool is_of_this_server(std::string_view origin, HttpRequest const& request, std::string_view host) {
  constexpr std::string_view kSchemeEnd = "://";
  std::string_view const scheme = request.is_secure ? "https" : "http";
  if (!equals_ignoring_case(origin.substr(0, scheme.size()), scheme)) return false;
  auto const rest = origin.substr(scheme.size());
  return rest.starts_with(kSchemeEnd) && !host.empty() && equals_ignoring_case(rest.substr(kSchemeEnd.size()), host);
}

// Somebody follows a link, and will see no more of it than a page of ours, in no frame.
bool shows_a_page(HttpRequest const& request, std::string_view fetch_mode) {
  return request.method == "GET" && fetch_mode == "navigate" && OperatorApi::is_page(request.target.path);
}

std::string quoted(std::string_view text) {
  std::string copy(text.substr(0, kQuotedMax));
  std::ranges::replace_if(
      copy, [](char c) { return c <= ' ' || c >= '\x7f' || c == '"'; }, '?');
  return "\"" + copy + "\"";
}

Error forbidden(std::string sentence) {
  return {.code = "AccessDenied", .http_status = 403, .message = std::move(sentence)};
}

Error unknown_host(std::string_view host) {
  return forbidden(
      fmt::format("this server is not known as {}; --allowed-hosts (IAMLOCAL_ALLOWED_HOSTS) lists other "
                  "names that it is reached by",
                  quoted(host)));
}

}  // namespace

BrowserRules::BrowserRules(BrowserAccess const& access)
    : access_(access),
      takes_any_origin_(has(access.origins, kAny)),
      checks_hosts_(access.checks_hosts && !has(access.hosts, kAny)) {}

std::optional<Error> BrowserRules::refusal(HttpRequest const& request) const {
  auto const [host, origin, fetch_site, fetch_mode] = provenance_of(request);
  if (checks_hosts_ && !is_known_host(host)) return unknown_host(host);
  if (takes_any_origin_) return std::nullopt;
  if (!origin.empty()) {
    if (is_known_origin(origin)) return std::nullopt;
    // Also where other machines connect: a page of a name that was pointed here (DNS rebinding) looks the same.
    if (is_of_this_server(origin, request, host)) {
      return is_known_host(host) ? std::nullopt : std::optional(unknown_host(host));
    }
    return forbidden(
        fmt::format("web pages of {} may not use this server; --cors-origins (IAMLOCAL_CORS_ORIGINS) lists "
                    "origins that may",
                    quoted(origin)));
  }
  // What a browser fetches for a page without asking whether it may be read: pictures, links, forms.
  if (fetch_site == "cross-site" && !shows_a_page(request, fetch_mode)) {
    return forbidden(
        "a web page of another site made the browser send this, which may not use this server; --cors-origins "
        "(IAMLOCAL_CORS_ORIGINS) lists origins whose scripts may");
  }
  return std::nullopt;
}

std::string BrowserRules::readable_by(HttpRequest const& request) const {
  if (takes_any_origin_) return std::string(kAny);
  return std::string(provenance_of(request).origin);
}

bool BrowserRules::is_known_origin(std::string_view origin) const {
  return is_of_this_machine(origin) || has(access_.origins, origin);
}

// A name without a dot is of no domain that a stranger can register, and an address needs no name server.
bool BrowserRules::is_known_host(std::string_view host) const {
  auto name = without_port(host);
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.starts_with('[') || name.find('.') == std::string_view::npos || is_digits_and_dots(name)) return true;
  auto const is_below_it = [&](std::string_view domain) { return is_below(name, domain); };
  if (std::ranges::any_of(kLocalDomains, is_below_it) || is_of_aws(name)) return true;
  return std::ranges::any_of(access_.hosts, [&](std::string_view allowed) {
    return allowed.starts_with("*.") ? is_below(name, allowed.substr(2)) : equals_ignoring_case(allowed, name);
  });
}

}  // namespace iam::gateway
