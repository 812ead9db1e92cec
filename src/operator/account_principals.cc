#include "account_principals.h"

#include "iam/store/roles.h"
#include "iam/store/users.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace iam::gateway {
namespace {

constexpr std::int64_t kPage = 500;

template <class Repository>
bool for_each_of(Repository repository, std::string_view kind, Partition partition, AccountId account,
                 std::function<bool(NamedPrincipal const&)> const& visit) {
  std::string after;
  for (;;) {
    auto page = repository.page(account, "/", after, kPage);
    for (auto const& entity : page) {
      if (!visit({iam_arn(partition, account, kind, entity.path, entity.name), kind, entity.name, account})) {
        return false;
      }
    }
    if (page.size() < static_cast<std::size_t>(kPage)) return true;
    after = std::move(page.back().name);
  }
}

}  // namespace

bool for_each_principal(store::Session& session, Partition partition, AccountId account,
                        std::function<bool(NamedPrincipal const&)> const& visit) {
  return visit({root_arn(partition, account), "root", "root", account}) &&
         for_each_of(store::Users(session), "user", partition, account, visit) &&
         for_each_of(store::Roles(session), "role", partition, account, visit);
}

}  // namespace iam::gateway
