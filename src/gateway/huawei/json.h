// Bodies of requests and answers.
#pragma once

#include "strict_json.h"

namespace iam::gateway::huawei {

namespace json = boost::json;

}  // namespace iam::gateway::huawei
