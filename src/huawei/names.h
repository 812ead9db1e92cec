// Things by Huawei's names for them: ids in paths, uniform resource names in answers.
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/store/groups.h"
#include "iam/store/users.h"

#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway::huawei {

// A user, or with nothing the account's root, who is a user here and none for AWS.
using Person = std::optional<store::User>;

// 404 when there is none of that id.
Result<Person> find_person(service::Call& call, std::string_view id);

// The same, but root is refused: nothing of it can be changed.
Result<store::User> find_user(service::Call& call, std::string_view id);
Result<store::Group> find_group(service::Call& call, std::string_view id);

// `iam::<domain>:user:Bob`
std::string urn(service::Call const& call, std::string_view kind, std::string_view name);

// What root is called: the account's alias, or `root`.
std::string root_name(service::Call& call);

}  // namespace iam::gateway::huawei
