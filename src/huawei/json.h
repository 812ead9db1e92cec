// Bodies of requests and answers.
#pragma once

#include "iam/base/strict_json.h"

#include <boost/json.hpp>

namespace iam::gateway::huawei {

namespace json = boost::json;

}  // namespace iam::gateway::huawei
