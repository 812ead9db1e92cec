// Managed policies of an account. What is said in them is in their versions.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct Policy {
  EntityId id = 0;  // given by insert
  AccountId account;
  std::string name;  // as its creator wrote it; unique and found ignoring case
  std::string path;
  std::string unique_id;  // ANPA…
  std::optional<std::string> description;
  Time created_at;
  Time updated_at;
  std::int64_t default_version = 1;
  std::int64_t newest_version = 1;  // the last number that was given: none is given twice
};

class Policies {
 public:
  explicit Policies(Session& session) : session_(session), entities_(session, "policy") {}

  std::optional<Policy> find(AccountId account, std::string_view name);
  std::optional<Policy> find_by_unique_id(AccountId account, std::string_view unique_id);

  // Sets policy.id. False, and nothing written, when the name is taken.
  bool insert(Policy& policy);

  // Writes what may change of the policy with policy.id: its time of update, its default and its newest version.
  void update(Policy const& policy);

  // Its versions go with it.
  void remove(EntityId id);

  std::int64_t count(AccountId account);

  // Up to `limit` policies that are `wanted`, whose path begins with `path_prefix` and whose name follows `after`, by
  // name ignoring case.
  std::vector<Policy> page(AccountId account, std::string_view path_prefix, std::string_view after, std::int64_t limit,
                           std::function<bool(Policy const&)> const& wanted);

 private:
  Session& session_;
  Entities entities_;
};

}  // namespace iam::store
