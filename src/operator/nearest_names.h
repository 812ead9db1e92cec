// For whoever named something that is not there: what is there and looks alike.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace iam::gateway {

// The names of one account, or more, as they are at the moment. To be used within one session of the store.
class NearestNames {
 public:
  explicit NearestNames(store::Session& session) : session_(session) {}

  // {"UserName": ["Bob"]}: for each of the parameters that `sentence` tells the reader of and that names nothing, what
  // it may have meant, as the parameter takes it. Empty when there is nothing to say.
  boost::json::object meant(AccountId account, boost::json::object const& parameters, std::string_view sentence);

 private:
  using Names = std::vector<std::string>;

  Names const& names(AccountId account, std::string_view kind);
  Names const& resources(AccountId account, std::string_view kind);
  Names const& inline_policies(AccountId account, boost::json::object const& parameters);
  Names alike_of(Names const& resources, std::string_view resource);
  boost::json::array nearest_of(Names const& names, std::string_view word);

  store::Session& session_;
  std::map<std::tuple<AccountId, std::string>, Names> names_;
  std::size_t looked_up_ = 0;
};

}  // namespace iam::gateway
