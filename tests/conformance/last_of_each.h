// Bodies of operator endpoints, written as a standard one and what a test has otherwise.
#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>

namespace conformance {

// The object that `json` is, with the last of the members that have one name: the server takes none twice.
inline std::string last_of_each(std::string const& json) { return boost::json::serialize(boost::json::parse(json)); }

}  // namespace conformance
