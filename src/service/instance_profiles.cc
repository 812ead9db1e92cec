// Instance profiles: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html and its
// neighbours.
#include "instance_profiles.h"

#include "deletion_rules.h"
#include "errors/instance_profiles.h"
#include "iam/base/arn.h"
#include "iam/call/paging.h"
#include "iam/call/quotas.h"
#include "iam/service/handlers/instance_profiles.h"
#include "roles.h"
#include "tagging.h"

namespace iam::service {
namespace {

constexpr std::string_view kInstanceProfileKind = "instance-profile";

Result<store::InstanceProfile> find_profile(Call& call, std::string_view name) {
  auto profile = store::InstanceProfiles(call.store).find(call.account(), name);
  if (!profile.has_value()) return fail(errors::no_such_instance_profile(name));
  return *std::move(profile);
}

// Finishes the answer of a list of profiles.
template <class Response>
Response listed_profiles(Call& call, PageRequest const& page, std::vector<store::InstanceProfile> profiles) {
  Response response;
  page.finish(profiles, response, [](store::InstanceProfile const& profile) { return profile.name; });
  response.instance_profiles.reserve(profiles.size());
  for (auto const& profile : profiles) response.instance_profiles.push_back(shown_profile(call, profile));
  return response;
}

// What AddRoleToInstanceProfile and RemoveRoleFromInstanceProfile are about; the profile is looked up first.
struct Placement {
  store::EntityId profile;
  store::EntityId role;
};

Result<Placement> find_placement(Call& call, std::string_view profile_name, std::string_view role_name) {
  auto const profile = find_profile(call, profile_name);
  if (!profile) return fail(profile.error());
  auto const role = find_role(call, role_name);
  if (!role) return fail(role.error());
  if (auto modifiable = check_modifiable(*role); !modifiable) return fail(modifiable.error());
  return Placement{profile->id, role->id};
}

bool has_roles(Call& call, store::EntityId profile) {
  return store::InstanceProfiles(call.store).count_of_roles(profile) > 0;
}

}  // namespace

api::InstanceProfile shown_profile(Call& call, store::InstanceProfile const& profile) {
  api::InstanceProfile shown;
  shown.path = profile.path;
  shown.instance_profile_name = profile.name;
  shown.instance_profile_id = profile.unique_id;
  shown.arn = call.arn(kInstanceProfileKind, profile.path, profile.name);
  shown.create_date = profile.created_at;
  for (auto const& role : store::Roles(call.store).in_instance_profile(call.account(), profile.id)) {
    shown.roles.push_back(role_base_fields(call, role));
  }
  return shown;
}

Result<api::CreateInstanceProfileResponse> create_instance_profile(Call& call,
                                                                   api::CreateInstanceProfileRequest const& request) {
  Tagging tagging(call, kInstanceProfileKind);
  if (auto sound = tagging.check(request.tags); !sound) return fail(sound.error());
  store::InstanceProfiles profiles(call.store);
  auto const wanted = profiles.count(call.account()) + 1;
  if (auto room = check_quota(call, quotas::kInstanceProfilesPerAccount, wanted); !room) return fail(room.error());

  store::InstanceProfile profile{.account = call.account(),
                                 .name = request.instance_profile_name,
                                 .path = request.path.value_or(std::string(kRootPath)),
                                 .unique_id = call.ids.unique_id(id_prefix::kInstanceProfile, call.account()),
                                 .created_at = call.now};
  if (!profiles.insert(profile)) return fail(errors::instance_profile_exists(request.instance_profile_name));
  if (auto added = tagging.add(profile.id, request.tags); !added) return fail(added.error());

  auto shown = shown_profile(call, profile);
  shown.tags = tagging.all(profile.id);
  return api::CreateInstanceProfileResponse{.instance_profile = std::move(shown)};
}

Result<api::GetInstanceProfileResponse> get_instance_profile(Call& call,
                                                             api::GetInstanceProfileRequest const& request) {
  auto const profile = find_profile(call, request.instance_profile_name);
  if (!profile) return fail(profile.error());
  auto shown = shown_profile(call, *profile);
  shown.tags = Tagging(call, kInstanceProfileKind).every(profile->id);
  return api::GetInstanceProfileResponse{.instance_profile = std::move(shown)};
}

Status delete_instance_profile(Call& call, api::DeleteInstanceProfileRequest const& request) {
  auto const profile = find_profile(call, request.instance_profile_name);
  if (!profile) return fail(profile.error());
  DeletionRule const rules[] = {{has_roles, kRemoveRolesFromProfile}};
  if (auto deletable = check_deletion(call, profile->id, rules); !deletable) return deletable;
  store::InstanceProfiles(call.store).remove(profile->id);
  return {};
}

Status add_role_to_instance_profile(Call& call, api::AddRoleToInstanceProfileRequest const& request) {
  auto const placement = find_placement(call, request.instance_profile_name, request.role_name);
  if (!placement) return fail(placement.error());
  store::InstanceProfiles profiles(call.store);
  auto const wanted = profiles.count_of_roles(placement->profile) + 1;
  if (auto room = check_quota(call, quotas::kRolesPerInstanceProfile, wanted); !room) return room;
  if (!profiles.add_role(placement->profile, placement->role)) {
    return fail(errors::role_in_instance_profile(request.role_name, request.instance_profile_name));
  }
  return {};
}

Status remove_role_from_instance_profile(Call& call, api::RemoveRoleFromInstanceProfileRequest const& request) {
  auto const placement = find_placement(call, request.instance_profile_name, request.role_name);
  if (!placement) return fail(placement.error());
  if (!store::InstanceProfiles(call.store).remove_role(placement->profile, placement->role)) {
    return fail(errors::role_not_in_instance_profile(request.role_name, request.instance_profile_name));
  }
  return {};
}

Result<api::ListInstanceProfilesResponse> list_instance_profiles(Call& call,
                                                                 api::ListInstanceProfilesRequest const& request) {
  auto const page = PageRequest::make("ListInstanceProfiles", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  auto const prefix = request.path_prefix.value_or(std::string(kRootPath));
  return listed_profiles<api::ListInstanceProfilesResponse>(
      call, *page,
      store::InstanceProfiles(call.store).page(call.account(), prefix, page->after(), page->fetch_limit()));
}

Result<api::ListInstanceProfilesForRoleResponse> list_instance_profiles_for_role(
    Call& call, api::ListInstanceProfilesForRoleRequest const& request) {
  auto const role = find_role(call, request.role_name);
  if (!role) return fail(role.error());
  auto const page = PageRequest::make("ListInstanceProfilesForRole", call.account(), request.max_items, request.marker);
  if (!page) return fail(page.error());
  return listed_profiles<api::ListInstanceProfilesForRoleResponse>(
      call, *page,
      store::InstanceProfiles(call.store).page_of_role(call.account(), role->id, page->after(), page->fetch_limit()));
}

Status tag_instance_profile(Call& call, api::TagInstanceProfileRequest const& request) {
  return Tagging(call, kInstanceProfileKind).tag(find_profile(call, request.instance_profile_name), request);
}

Status untag_instance_profile(Call& call, api::UntagInstanceProfileRequest const& request) {
  return Tagging(call, kInstanceProfileKind).untag(find_profile(call, request.instance_profile_name), request);
}

Result<api::ListInstanceProfileTagsResponse> list_instance_profile_tags(
    Call& call, api::ListInstanceProfileTagsRequest const& request) {
  return Tagging(call, kInstanceProfileKind)
      .list<api::ListInstanceProfileTagsResponse>("ListInstanceProfileTags",
                                                  find_profile(call, request.instance_profile_name), request);
}

}  // namespace iam::service
