#include "iam/authorization/authorization_message.h"

#include "iam/base/encoding.h"

#include <boost/json.hpp>

namespace iam::service {
namespace {

namespace json = boost::json;

constexpr std::size_t kEncodedLengthMax = 10'240;  // of DecodeAuthorizationMessage's parameter

json::object items(json::array list) { return json::object{{"items", std::move(list)}}; }

json::object values(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& text : texts) list.push_back(json::object{{"value", text}});
  return items(std::move(list));
}

json::object values(std::optional<std::vector<std::string>> const& texts) {
  return texts.has_value() ? values(*texts) : items({});
}

json::object principals(policy::Statement const& statement) {
  json::array list;
  if (statement.principals.has_value()) {
    for (auto const& principal : *statement.principals) list.push_back(json::object{{"value", principal.value}});
  }
  return items(std::move(list));
}

json::object conditions(policy::Statement const& statement) {
  json::array list;
  for (auto const& condition : statement.conditions) {
    list.push_back(json::object{{"key", condition.key}, {"values", values(condition.values)}});
  }
  return items(std::move(list));
}

json::object shown(policy::Statement const& statement) {
  return {
      {"statementId", statement.sid},         {"effect", statement.effect == policy::Effect::kAllow ? "ALLOW" : "DENY"},
      {"principals", principals(statement)},  {"principalGroups", items({})},
      {"actions", values(statement.actions)}, {"resources", values(statement.resources)},
      {"conditions", conditions(statement)}};
}

json::object shown(policy::Context const& context) {
  json::array list;
  for (auto const& entry : context.entries()) {
    list.push_back(json::object{{"key", entry.key}, {"values", values(entry.values)}});
  }
  return items(std::move(list));
}

// As messages name a caller: the user's name, or what follows the slash of a session's.
std::string_view name_of(Caller const& caller) {
  return std::string_view(caller.arn).substr(caller.arn.find_last_of("/:") + 1);
}

}  // namespace

std::string authorization_message(Caller const& caller, policy::Request const& request,
                                  policy::Decision const& decision,
                                  std::vector<policy::MatchedStatement> const& matched) {
  json::array statements;
  for (auto const& each : matched) statements.push_back(shown(*each.statement));
  json::object const principal{{"id", caller.unique_id}, {"name", name_of(caller)}, {"arn", caller.arn}};
  return json::serialize(json::object{{"allowed", decision.allowed()},
                                      {"explicitDeny", decision.outcome == policy::Outcome::kExplicitDeny},
                                      {"matchedStatements", items(std::move(statements))},
                                      {"failures", items({})},
                                      {"context", json::object{{"principal", principal},
                                                               {"action", request.action},
                                                               {"resource", request.resource},
                                                               {"conditions", shown(request.context)}}}});
}

std::optional<std::string> encoded_message(Seal const& seal, std::string_view message) {
  auto encoded = base64url_encode(seal.close(Sealed::kAuthorizationMessage, message));
  if (encoded.size() > kEncodedLengthMax) return std::nullopt;
  return encoded;
}

std::optional<std::string> decoded_message(Seal const& seal, std::string_view encoded) {
  auto const bytes = base64url_decode(encoded);
  if (!bytes.has_value()) return std::nullopt;
  return seal.open(Sealed::kAuthorizationMessage, *bytes);
}

}  // namespace iam::service
