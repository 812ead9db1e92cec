#include "iam/authorization/authorization_message.h"

#include "iam/base/arn.h"
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

json::object shown(std::vector<policy::ContextEntry> const& context) {
  json::array list;
  for (auto const& entry : context) {
    list.push_back(json::object{{"key", entry.key}, {"values", values(entry.values)}});
  }
  return items(std::move(list));
}

// As messages name a caller: the user's name, or what follows the slash of a session's.
std::string_view name_of(std::string_view principal_arn) {
  return principal_arn.substr(principal_arn.find_last_of("/:") + 1);
}

// Of the text that is sealed: whose message it is.
std::string beginning_of(std::string_view account) { return std::string(account).append(":"); }

}  // namespace

std::string authorization_message(AuthorizationFailure const& failure) {
  json::array statements;
  for (auto const& each : failure.matched) statements.push_back(shown(*each.statement));
  json::object const principal{
      {"id", failure.principal_id}, {"name", name_of(failure.principal_arn)}, {"arn", failure.principal_arn}};
  return json::serialize(json::object{{"allowed", failure.outcome == policy::Outcome::kAllowed},
                                      {"explicitDeny", failure.outcome == policy::Outcome::kExplicitDeny},
                                      {"matchedStatements", items(std::move(statements))},
                                      {"failures", items({})},
                                      {"context", json::object{{"principal", principal},
                                                               {"action", failure.action},
                                                               {"resource", failure.resource},
                                                               {"conditions", shown(failure.context)}}}});
}

std::optional<std::string> encoded_message(Seal const& seal, IdSource& ids, std::string_view principal_arn,
                                           std::string_view message) {
  auto const arn = parse_arn(principal_arn);
  auto const text = beginning_of(arn.has_value() ? arn->account : std::string_view()).append(message);
  auto encoded = base64url_encode(seal.close(Sealed::kAuthorizationMessage, text, ids));
  if (encoded.size() > kEncodedLengthMax) return std::nullopt;
  return encoded;
}

std::optional<std::string> decoded_message(Seal const& seal, AccountId account, std::string_view encoded) {
  auto const bytes = base64url_decode(encoded);
  if (!bytes.has_value()) return std::nullopt;
  auto text = seal.open(Sealed::kAuthorizationMessage, *bytes);
  auto const beginning = beginning_of(account.text());
  if (!text.has_value() || !text->starts_with(beginning)) return std::nullopt;
  return text->substr(beginning.size());
}

}  // namespace iam::service
