// What the endpoints that answer no caller of AWS's share: JSON in and out, the account in a URL, work on the store
// that answers.
#pragma once

#include "iam/base/account.h"
#include "iam/face/environment.h"
#include "iam/face/http.h"
#include "iam/store/store.h"

#include <boost/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace iam::gateway {

HttpResponse json_response(int status, boost::json::value const& body);
HttpResponse text_response(int status, std::string_view type, std::string body);
HttpResponse json_error(int status, std::string_view message);
HttpResponse method_not_allowed(std::string_view allowed);

bool is_reading(HttpRequest const& request);  // GET or HEAD

// Under which the client reaches this server, without a slash at the end.
std::string base_url(Environment const& environment, HttpRequest const& request);

// The decoded value of a parameter of the URL; empty when it cannot be decoded.
std::optional<std::string> url_parameter(HttpRequest const& request, std::string_view name);

inline constexpr std::string_view kBadAccount = "`account` is an account id of twelve digits";

// The account of `?account=…`, which may be missing; nothing at all when it is no account.
std::optional<std::optional<AccountId>> account_parameter(HttpRequest const& request);

// The value of `name` in a URL's query, decoded; empty when it cannot be.
std::optional<std::string> query_parameter(std::string_view query, std::string_view name);

using StoreWork = std::function<HttpResponse(store::Session& session)>;

HttpResponse read_answer(store::Store& store, StoreWork const& work);

// Replies with what `work` answers, once that is durable; an answer that tells of an error writes nothing. When the
// store fails, the error is `failure`, a string literal.
void write_and_reply(store::Store& store, StoreWork work, std::string_view failure, Reply reply);

}  // namespace iam::gateway
