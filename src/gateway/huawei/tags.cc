// Resource tags: https://support.huaweicloud.com/intl/en-us/api-iam5/TagResourceV5.html and its neighbours.
#include "tags.h"

#include "errors.h"
#include "iam/api/bind.h"
#include "iam/api/users.h"
#include "iam/base/encoding.h"
#include "iam/service/handlers/users.h"
#include "iam/store/tags.h"
#include "names.h"
#include "operation.h"

#include <algorithm>
#include <set>

namespace iam::gateway::huawei {
namespace {

using service::Access;
using service::Call;

constexpr auto kUserTagCase = store::KeyCase::kIgnored;

std::vector<store::Tag> stored_tags(Call& call, store::User const& user) {
  return store::Tags(call.store, kUserTagCase).all(user.id);
}

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

// Keys of AWS's users have no case: one that differs from a key there is by nothing else would take that one's place.
bool would_respell(std::vector<store::Tag> const& stored, std::vector<api::Tag> const& added) {
  return std::ranges::any_of(added, [&stored](api::Tag const& tag) {
    return std::ranges::any_of(stored, [&tag](store::Tag const& each) {
      return each.key != tag.key && equals_ignoring_case(each.key, tag.key);
    });
  });
}

Result<json::value> tag_resource(Call& call, Parameters const& in) {
  auto const user = find_tagged(call, in);
  if (!user) return fail(user.error());
  auto const& tags = in.list("tags");
  if (has_duplicate_keys(tags)) return fail(errors::duplicate_tag_key());
  auto const request = aws_request(user->name, tags);
  if (!request) return fail(request.error());
  if (would_respell(stored_tags(call, *user), request->tags)) return fail(errors::non_compliant_tag());
  auto const tagged = service::tag_user(call, *request).map_error(errors::about("tag"));
  if (!tagged) return fail(tagged.error());
  return json::object{{"tags", tags_of(call, *user)}};
}

Result<json::value> delete_resource_tags(Call& call, Parameters const& in) {
  auto const user = find_tagged(call, in);
  if (!user) return fail(user.error());
  std::vector<std::string> keys;
  for (auto const& tag : stored_tags(call, *user)) {
    auto const& wanted = in.list("tag_keys");
    bool const is_wanted = std::ranges::any_of(wanted, [&tag](auto const& key) { return key.get_string() == tag.key; });
    if (is_wanted) keys.push_back(tag.key);
  }
  auto const untagged =
      service::untag_user(call, {.user_name = user->name, .tag_keys = std::move(keys)}).map_error(errors::about("tag"));
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

constexpr Operation kOperations[] = {
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
  for (auto const& [key, value] : stored_tags(call, user)) {
    shown.push_back(json::object{{"tag_key", key}, {"tag_value", value}});
  }
  return shown;
}

std::span<Operation const> tag_operations() { return kOperations; }

}  // namespace iam::gateway::huawei
