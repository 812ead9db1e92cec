#include "iam/sigv4/mismatch.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/text.h"
#include "iam/sigv4/signature.h"
#include "same.h"

#include <optional>
#include <utility>
#include <vector>

namespace iam::sigv4 {
namespace {

constexpr std::string_view kPayloadHash = "X-Amz-Content-SHA256";

// Tries what a client may have signed instead of what came.
class Attempts {
 public:
  Attempts(Request const& request, Authorization const& authorization, Secret const& signing_key)
      : request_(request), authorization_(authorization), signing_key_(signing_key) {}

  std::optional<std::string> differs() const {
    for (auto const attempt : {&Attempts::payload, &Attempts::host, &Attempts::method, &Attempts::query}) {
      if (auto found = (this->*attempt)()) return found;
    }
    return std::nullopt;
  }

 private:
  bool is_signed(std::string const& canonical) const {
    auto const signature = signature_of(canonical, authorization_.timestamp, authorization_.credential(), signing_key_);
    return is_same(signature, authorization_.signature);
  }

  std::string canonical(Request const& request) const {
    return canonical_request(request, authorization_.place, authorization_.signed_headers);
  }

  bool is_signed(Request const& request) const { return is_signed(canonical(request)); }

  // The hash stands in the last line.
  bool is_signed_with_payload(std::string_view hash) const {
    auto text = canonical(request_);
    text.resize(text.rfind('\n') + 1);
    return is_signed(text.append(hash));
  }

  std::optional<std::string> payload() const {
    if (auto const told = find_header(request_.headers, kPayloadHash); told && is_signed_with_payload(*told)) {
      return "the payload: the client signed what x-amz-content-sha256 says, which is not the hash of the body that "
             "came";
    }
    if (is_signed_with_payload(hex_encode(sha256("")))) return "the payload: the client signed an empty body";
    if (is_signed_with_payload("UNSIGNED-PAYLOAD")) return "the payload: the client signed UNSIGNED-PAYLOAD";
    return std::nullopt;
  }

  // Proxies change it, and clients that were sent here by a name of AWS's.
  std::optional<std::string> host() const {
    auto const came = find_header(request_.headers, "Host").value_or("");
    auto const name = came.substr(0, came.rfind(':'));
    auto const port = came.substr(name.size());
    auto const region = std::string(authorization_.credential().region);
    std::vector<std::string> hosts{std::string(name),
                                   std::string(name) + ":80",
                                   std::string(name) + ":443",
                                   "iam.amazonaws.com",
                                   "sts.amazonaws.com",
                                   "sts." + region + ".amazonaws.com",
                                   "localhost",
                                   "127.0.0.1"};
    for (auto const* local : {"localhost", "127.0.0.1", "[::1]", "host.docker.internal"}) {
      hosts.push_back(std::string(local).append(port));
    }
    for (auto const& host : hosts) {
      std::vector<Header> headers(request_.headers.begin(), request_.headers.end());
      for (auto& header : headers) {
        if (equals_ignoring_case(header.name, "Host")) header.value = host;
      }
      auto request = request_;
      request.headers = headers;
      if (is_signed(request)) {
        return std::string("the header host: the client signed ")
            .append(host)
            .append(", and ")
            .append(came)
            .append(" came");
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> method() const {
    for (std::string_view const method : {"GET", "POST"}) {
      auto request = request_;
      request.method = method;
      if (is_signed(request)) {
        return std::string("the method: the client signed ")
            .append(method)
            .append(", and ")
            .append(request_.method)
            .append(" came");
      }
    }
    return std::nullopt;
  }

  // The third line.
  std::optional<std::string> query() const {
    auto const text = canonical(request_);
    auto const begin = text.find('\n', text.find('\n') + 1) + 1;
    auto const with_query = [&](std::string_view query) {
      return text.substr(0, begin).append(query).append(text.substr(text.find('\n', begin)));
    };
    if (is_signed(with_query(request_.target.query))) {
      return "the query: the client signed it as it sent it, neither sorted nor encoded anew";
    }
    if (is_signed(with_query(""))) return "the query: the client signed none";
    return std::nullopt;
  }

  Request const& request_;
  Authorization const& authorization_;
  Secret const& signing_key_;
};

}  // namespace

Mismatch mismatch_of(Request const& request, Authorization const& authorization, Secret const& signing_key) {
  auto differs = Attempts(request, authorization, signing_key).differs();
  auto canonical = canonical_request(request, authorization.place, authorization.signed_headers);
  auto to_sign = string_to_sign(canonical, authorization.timestamp, authorization.credential());
  return {
      .differs = std::move(differs).value_or(
          "the secret key, or a header that was changed on its way: the payload, the host, the method and the query "
          "were tried"),
      .canonical_request = std::move(canonical),
      .string_to_sign = std::move(to_sign)};
}

}  // namespace iam::sigv4
