// Bodies of requests and answers.
#pragma once

#include "iam/face/strict_json.h"

namespace iam::gateway::huawei {

namespace json = boost::json;

}  // namespace iam::gateway::huawei
