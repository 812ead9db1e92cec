// The operations of Alexa for Business on users and their tags, as data. A family is a file.
// https://docs.aws.amazon.com/cli/latest/reference/alexaforbusiness/
#pragma once

#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/operation.h"
#include "reader.h"

#include <boost/json.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace iam::gateway::alexa {

namespace json = boost::json;
using service::Access, service::Call;

using Work = std::function<Result<json::value>(Call& call)>;

// Of a request that keeps the model's constraints.
struct Reading {
  Work work;           // what is to be done in the transaction
  json::object known;  // the members that the operation has: nothing else of the body may have a say
};

struct Operation {
  std::string_view name;
  Access access;
  Result<Reading> (*read)(json::object const& body);
};

template <class Request, Result<json::value> (*handler)(Call& call, Request const& request)>
Result<Reading> read_for(json::object const& body) {
  json::object known;
  auto request = read_request<Request>(body, known);
  if (!request.has_value()) return fail(std::move(request.error()));
  return Reading{[request = *std::move(request)](Call& call) { return handler(call, request); }, std::move(known)};
}

std::span<Operation const> user_operations();
std::span<Operation const> search_operations();
std::span<Operation const> tag_operations();
std::span<Operation const> invitation_operations();

// Null when there is none of that name.
Operation const* find_operation(std::string_view name);

// How many results a page has when the request does not say; unconfirmed.
inline constexpr std::int32_t kMaxResultsDefault = 50;

// The body of operations that answer nothing.
inline json::value nothing() { return json::object(); }

}  // namespace iam::gateway::alexa
