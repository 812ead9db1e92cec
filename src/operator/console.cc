#include "console.h"

#include "iam/base/text.h"
#include "iam/console/files.h"
#include "iam/face/answers.h"

#include <algorithm>
#include <string>
#include <utility>

namespace iam::gateway {
namespace {

constexpr std::string_view kIsOff = "the console is off: start the server without --console off";
constexpr std::string_view kPage = "index.html";
// Vite puts a hash of its contents into the name of each file in here.
constexpr std::string_view kHashed = "assets/";
constexpr std::string_view kGzip = "gzip";

// The page asks nobody but this server, runs nothing that is not one of its files, and is shown in no other page.
// Pictures of the editor's marks are data: URLs. https://www.w3.org/TR/CSP3/
constexpr std::string_view kPolicy =
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

struct Type {
  std::string_view ending;
  std::string_view name;
  bool is_text = true;  // what compresses
};

constexpr Type kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".png", "image/png", false},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2", false},
};
constexpr Type kOtherType{"", "application/octet-stream", false};

Type const& type_of(std::string_view path) {
  auto const* const found = std::ranges::find_if(kTypes, [&](Type const& type) { return path.ends_with(type.ending); });
  return found == std::end(kTypes) ? kOtherType : *found;
}

// Whether `q=0`, or `q=0.000`, is what follows a coding: it is not wanted. RFC 9110, 12.4.2.
bool is_refused(std::string_view parameters) {
  auto const weight = trimmed(parameters);
  if (!weight.starts_with("q=0") && !weight.starts_with("Q=0")) return false;
  return weight.find_first_not_of("0.", 2) == std::string_view::npos;
}

bool takes_gzip(HttpRequest const& request) {
  for (auto rest = request.header("Accept-Encoding"); !rest.empty();) {
    auto parameters = take_until(rest, ',');
    auto const coding = trimmed(take_until(parameters, ';'));
    if (equals_ignoring_case(coding, kGzip)) return !is_refused(parameters);
  }
  return false;
}

// Whether the client has what the tag stands for. Weakly compared, as RFC 9110, 13.1.2 says.
bool has_already(HttpRequest const& request, std::string_view tag) {
  for (auto rest = request.header("If-None-Match"); !rest.empty();) {
    auto each = trimmed(take_until(rest, ','));
    if (each == "*") return true;
    if (each.starts_with("W/")) each.remove_prefix(2);
    if (each == tag) return true;
  }
  return false;
}

void add_security(HttpResponse& response) {
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
}

HttpResponse served(console::File const& file, HttpRequest const& request) {
  auto const& type = type_of(file.path);
  bool const is_gzipped = type.is_text && takes_gzip(request);
  auto const tag = '"' + std::string(file.checksum) + (is_gzipped ? "-gzip\"" : "\"");
  bool const is_known = has_already(request, tag);

  HttpResponse response{.status = is_known ? 304 : 200, .headers = {}, .body = {}};
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control",
                                file.path.starts_with(kHashed) ? "public, max-age=31536000, immutable" : "no-cache");
  if (type.is_text) response.headers.emplace_back("Vary", "Accept-Encoding");
  add_security(response);
  if (is_known) return response;
  response.headers.emplace_back("Content-Type", type.name);
  if (is_gzipped) response.headers.emplace_back("Content-Encoding", kGzip);
  response.body = is_gzipped ? gzipped(file) : contents(file);
  return response;
}

}  // namespace

HttpResponse console_entry(Environment const& environment, HttpRequest const& request) {
  if (!environment.operator_rules.has_console) return json_error(404, kIsOff);
  HttpResponse response{.status = 302, .headers = {}, .body = {}};
  auto const query = request.target.query;
  response.headers.emplace_back("Location",
                                std::string(kConsoleFiles) + (query.empty() ? "" : "?") + std::string(query));
  return response;
}

HttpResponse console_file(Environment const& environment, HttpRequest const& request) {
  if (!environment.operator_rules.has_console) return json_error(404, kIsOff);
  auto const path = request.target.path.substr(kConsoleFiles.size());
  auto const* file = console::file_at(path);
  if (file == nullptr && path.starts_with(kHashed)) {
    return json_error(404, "the console of this server has no such file: load its page again");
  }
  return served(file == nullptr ? *console::file_at(kPage) : *file, request);
}

}  // namespace iam::gateway
