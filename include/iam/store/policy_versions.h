// Versions of managed policies.
#pragma once

#include "iam/base/account.h"
#include "iam/base/time.h"
#include "iam/store/entities.h"
#include "iam/store/session.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

struct PolicyVersion {
  std::int64_t number = 0;
  Time created_at;
  std::string document;  // byte for byte as it was sent
};

class PolicyVersions {
 public:
  explicit PolicyVersions(Session& session) : session_(session) {}

  std::optional<PolicyVersion> find(EntityId policy, std::int64_t number);

  // REQUIRES: the policy has no version of that number.
  void insert(AccountId account, EntityId policy, PolicyVersion const& version);

  void remove(EntityId policy, std::int64_t number);

  // How many the policy has.
  std::int64_t count(EntityId policy);

  // How many all policies of the account have, without counting them.
  std::int64_t count_of_account(AccountId account);

  // Up to `limit` versions older than `before`, the newest first.
  std::vector<PolicyVersion> page(EntityId policy, std::int64_t before, std::int64_t limit);

 private:
  Session& session_;
};

}  // namespace iam::store
