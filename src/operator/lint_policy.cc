#include "lint_policy.h"

#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "iam/face/finding_json.h"
#include "iam/lint/lint.h"
#include "iam/lint/location.h"
#include "json_fields.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::string_view kWantedPolicy =
    "send {\"document\": …, \"type\": …}, the type being identity, inline, session, trust, resource, scp or rcp";

struct Asked {
  std::string document;
  lint::PolicyUse use = lint::PolicyUse::kIdentity;
};

class LintRequestReader : private JsonFields {
 public:
  tl::expected<Asked, std::string> read(json::object const& object) {
    expect_members("the request", object, {"document", "type"});
    auto document_text = document(object, "document", policy::kDocumentBytesMax);
    if (!document_text.has_value()) refuse("there is no `document`");
    auto const type = text(object, "type");
    auto const use = type.has_value() ? lint::use_named(*type) : lint::PolicyUse::kIdentity;
    if (!use.has_value()) refuse("`type` is one of identity, inline, session, trust, resource, scp, rcp");
    if (!fault().empty()) return tl::unexpected(fault());
    return Asked{*std::move(document_text), *use};
  }
};

// Columns from 1, as everywhere in this API; AWS counts them from 0.
json::object mark_json(lint::Mark const& mark) {
  return {{"line", mark.line}, {"column", mark.column + 1}, {"offset", mark.offset}};
}

json::object finding_json(lint::Finding const& finding, lint::Locations const& locations) {
  auto const location = locations.of(finding.position);
  json::array path;
  for (auto const& [name, index] : location.path) path.push_back(index ? json::value(*index) : json::value(name));
  json::object told;
  add_finding(finding, told);
  told["start"] = mark_json(location.start);
  told["end"] = mark_json(location.end);
  told["path"] = std::move(path);
  return told;
}

}  // namespace

HttpResponse lint_policy(HttpRequest const& request) {
  auto const body = parse_strict_json(request.body);
  if (!body.has_value() || !body->is_object()) {
    return json_error(400, wrong_body(std::string(kWantedPolicy), request.body));
  }
  auto const asked = LintRequestReader().read(body->as_object());
  if (!asked.has_value()) return json_error(400, asked.error());
  lint::Locations const locations(asked->document);
  json::array findings;
  for (auto const& finding : lint::lint(asked->document, asked->use)) {
    findings.push_back(finding_json(finding, locations));
  }
  return json_response(200, json::object{{"findings", std::move(findings)}});
}

}  // namespace iam::gateway
