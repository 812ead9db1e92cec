// What an account has that an export does not say.
#include "iam/state/export.h"
#include "iam/store/held_tables.h"
#include "iam/store/login_profiles.h"

#include <algorithm>
#include <string>

namespace iam::state {
namespace {

constexpr std::string_view kHuawei = "what Huawei Cloud adds";
constexpr std::string_view kAlexa = "what Alexa for Business adds";

struct LeftOutTable {
  std::string_view table;
  std::string_view what;
};
constexpr LeftOutTable kLeftOut[] = {{"organizations", "the organization"},
                                     {"delegation_requests", "delegation requests"},
                                     {"role_sources", "of which templates roles were made"},
                                     {"provider_key_sets", "key sets of OIDC providers"},
                                     {"descriptions", kHuawei},
                                     {"disabled_users", kHuawei},
                                     {"password_demands", kHuawei},
                                     {"account_settings", kHuawei},
                                     {"alexa_users", kAlexa},
                                     {"alexa_creations", kAlexa}};

}  // namespace

std::vector<std::string_view> left_out_of_export(AccountId account, store::Session& session) {
  std::vector<std::string_view> told;
  auto const held = store::tables_held_by(session, account);
  for (auto const& [table, what] : kLeftOut) {
    bool const has_it = std::ranges::find(held, table) != held.end();
    if (has_it && std::ranges::find(told, what) == told.end()) told.push_back(what);
  }
  if (store::LoginProfiles(session).have_earlier_passwords(account)) told.emplace_back("earlier passwords");
  return told;
}

}  // namespace iam::state
