// Resource tags: https://support.huaweicloud.com/intl/en-us/api-iam5/TagResourceV5.html and its neighbours.
#include "tags.h"

#include "errors.h"
#include "iam/api/bind.h"
#include "iam/api/users.h"
#include "iam/face/user_tags.h"
#include "iam/service/handlers/users.h"
#include "names.h"
#include "operation.h"

#include <algorithm>
#include <set>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

// The user that the path names. There are no agencies here.
Result<store::User> find_tagged(Call& call, Parameters const& in) {
  auto const type = in.text("resource_type");
  auto const id = in.text("resource_id");
  if (type == "user") return find_user(call, id);
  if (type == "agency") return fail(errors::not_found("agency", id));
  return fail(errors::invalid_parameter("resource_type"));
}

bool has_duplicate_keys(json::array const& tags) {
  std::set<std::string_view> keys;
  return !std::ranges::all_of(
      tags, [&keys](json::value const& tag) { return keys.insert(tag.at("tag_key").get_string()).second; });
}

// The request as AWS's model has it, whose rules also say which letters there are beyond ASCII.
Result<api::TagUserRequest> aws_request(std::string_view user_name, json::array const& tags) {
  using api::Value;
  auto const text = [](std::string_view content) { return Value{.kind = Value::Kind::kText, .text = content}; };
  Value list{.kind = Value::Kind::kList};
  for (auto const& tag : tags) {
    list.items.push_back(Value{
        .fields = {{"Key", text(tag.at("tag_key").get_string())}, {"Value", text(tag.at("tag_value").get_string())}}});
  }
  Value const structure{.fields = {{"UserName", text(user_name)}, {"Tags", std::move(list)}}};

  api::Violations violations(api::Wording::kWithoutValue);
  api::Binder binder(structure, "", violations);
  api::TagUserRequest request;
  bind_shape(binder, request);
  if (violations.error().has_value()) return fail(errors::invalid_field("tags", json::serialize(tags)));
  return request;
}

Result<json::value> tag_resource(Call& call, Parameters const& in) {
  auto const user = find_tagged(call, in);
  if (!user) return fail(user.error());
  auto const& tags = in.list("tags");
  if (has_duplicate_keys(tags)) return fail(errors::duplicate_tag_key());
  auto const request = aws_request(user->name, tags);
  if (!request) return fail(request.error());
  auto const stored = user_tags(call, user->id);
  bool const respells =
      std::ranges::any_of(request->tags, [&stored](api::Tag const& tag) { return would_respell(stored, tag.key); });
  if (respells) return fail(errors::non_compliant_tag());
  auto const tagged = service::tag_user(call, *request).map_error(errors::about("tag"));
  if (!tagged) return fail(tagged.error());
  return json::object{{"tags", tags_of(call, *user)}};
}

Result<json::value> delete_resource_tags(Call& call, Parameters const& in) {
  auto const user = find_tagged(call, in);
  if (!user) return fail(user.error());
  std::vector<std::string> keys;
  for (auto const& key : in.list("tag_keys")) keys.emplace_back(key.get_string());
  auto const untagged =
      service::untag_user(call, {.user_name = user->name, .tag_keys = spelled_alike(user_tags(call, user->id), keys)})
          .map_error(errors::about("tag"));
  if (!untagged) return fail(untagged.error());
  return nullptr;
}

Result<json::value> list_resource_tags(Call& call, Parameters const& in) {
  auto const user = find_tagged(call, in);
  if (!user) return fail(user.error());
  return json::object{{"tags", tags_of(call, *user)}};
}

constexpr Member kTagResource[] = {{"tags", Place::kBody, Presence::kRequired, &rules::kTags}};
constexpr Member kDeleteResourceTags[] = {{"tag_keys", Place::kWholeBody, Presence::kRequired, &rules::kTagKeys}};

constexpr Operation kTagOperations[] = {
    {"ListResourceTagsV5",
     "GET",
     "/v5/{resource_type}/{resource_id}/tags",
     "iam::listTagsForResourceV5",
     Access::kRead,
     200,
     {},
     list_resource_tags},
    {"TagResourceV5", "POST", "/v5/{resource_type}/{resource_id}/tags/create", "iam::tagForResourceV5", Access::kWrite,
     200, kTagResource, tag_resource},
    {"DeleteResourceTagsV5", "DELETE", "/v5/{resource_type}/{resource_id}/tags/delete", "iam::untagForResourceV5",
     Access::kWrite, 200, kDeleteResourceTags, delete_resource_tags},
};

}  // namespace

json::array tags_of(Call& call, store::User const& user) {
  json::array shown;
  for (auto const& [key, value] : user_tags(call, user.id)) {
    shown.push_back(json::object{{"tag_key", key}, {"tag_value", value}});
  }
  return shown;
}

std::span<Operation const> tag_operations() { return kTagOperations; }

}  // namespace iam::gateway::huawei
