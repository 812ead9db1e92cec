#include "sts/web_identity_claims.h"

#include "iam/authorization/authorizer.h"
#include "iam/authorization/caller_context.h"
#include "iam/base/text.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <chrono>
#include <utility>

namespace iam::service {
namespace {

namespace json = boost::json;

json::object to_object(std::vector<store::Tag> const& tags) {
  json::object object;
  for (auto const& [key, value] : tags) object.emplace(key, value);
  return object;
}

// Tags of the session take the place of those whose keys are equal ignoring case.
std::vector<store::Tag> tags_of_caller(Call const& call, std::vector<store::Tag> tags) {
  if (call.caller.session == nullptr) return tags;
  for (auto const& tag : call.caller.session->tags) {
    std::erase_if(tags, [&](auto const& each) { return equals_ignoring_case(each.key, tag.key); });
    tags.push_back(tag);
  }
  return tags;
}

// AWS also tells of the instance or function whose role it is, which nobody has here.
json::object claims_of_aws(Call& call, OutboundIdentity const& identity) {
  json::object claims{{"aws_account", call.account().text()},
                      {"source_region", call.origin.region},
                      {"principal_id", principal_arn(call.caller)}};
  auto facts = call.authorization.caller_facts(call);
  if (auto const& place = facts.organization) {
    claims["org_id"] = place->id;
    claims["ou_path"] = json::array{place->path};
  }
  if (auto const& session = call.caller.session; session != nullptr) {
    claims["original_session_exp"] = to_iso8601(session->expires_at);
    if (session->source_identity) claims["source_identity"] = *session->source_identity;
    if (session->federated_provider) claims["federated_provider"] = *session->federated_provider;
  }
  if (auto const tags = tags_of_caller(call, std::move(facts.tags)); !tags.empty())
    claims["principal_tags"] = to_object(tags);
  // Which of the two places it has is not confirmed: claims of AWS's own stand here.
  if (identity.origin) claims["subject_mode"] = "OriginIdentity";
  if (!identity.tags.empty()) claims["request_tags"] = to_object(identity.tags);
  return claims;
}

json::value audience_claim(std::vector<std::string> const& audiences) {
  if (audiences.size() == 1) return json::string(audiences.front());
  json::array list;
  for (auto const& audience : audiences) list.emplace_back(audience);
  return list;
}

}  // namespace

std::string web_identity_claims(Call& call, OutboundIdentity const& identity) {
  json::object claims{{"iss", identity.issuer},
                      {"sub", identity.origin.value_or(principal_arn(call.caller))},
                      {"aud", audience_claim(identity.audiences)},
                      {"iat", epoch_seconds(call.now)},
                      {"exp", epoch_seconds(identity.expires_at)},
                      {"jti", call.ids.request_id()},
                      {"https://sts.amazonaws.com/", claims_of_aws(call, identity)}};
  if (identity.scope) claims["scope"] = *identity.scope;
  return json::serialize(claims);
}

}  // namespace iam::service
