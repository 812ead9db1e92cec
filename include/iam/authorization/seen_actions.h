// What principals were seen to do, in every auth mode: of that a policy can be made which allows this and no more.
#pragma once

#include "iam/base/account.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// Thread-safe, bounded, in memory only.
class SeenActions {
 public:
  static constexpr std::size_t kPrincipalsMax = 1000;
  static constexpr std::size_t kBytesMax = std::size_t{64} * 1024 * 1024;  // as estimated; past it all is forgotten
  // Past it an action is taken to be about every resource of the kind.
  static constexpr std::size_t kResourcesPerActionMax = 50;

  // `principal`: the ARN of a user, a role or root. `resource`: an ARN or `*`.
  void record(AccountId account, std::string_view principal, std::string_view action, std::string_view resource);

  // Whether recording this would change nothing.
  bool covers(std::string_view principal, std::string_view action, std::string_view resource) const;

  // Actions that were seen with the same resources, both in their order.
  struct Grant {
    std::vector<std::string> actions;
    std::vector<std::string> resources;
  };
  // Nothing for a principal that did nothing yet.
  std::vector<Grant> grants(std::string_view principal) const;

  // Of one account, or of all.
  void forget(std::optional<AccountId> account);

 private:
  using Resources = std::set<std::string, std::less<>>;
  struct Principal {
    AccountId account;
    std::map<std::string, Resources, std::less<>> actions;
  };

  void clear();

  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;  // that were added since all was forgotten
  std::map<std::string, Principal, std::less<>> principals_;
};

}  // namespace iam::service
