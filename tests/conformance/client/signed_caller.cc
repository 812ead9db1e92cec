#include "signed_caller.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cctype>
#include <ctime>
#include <map>

namespace conformance {
namespace {

std::string hex(std::string const& bytes) {
  constexpr auto kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned char const byte : bytes) text.append({kDigits[byte >> 4], kDigits[byte & 15]});
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string sha256(std::string const& bytes) {
  std::string digest(32, '\0');
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_sha256(),
             nullptr);
  return digest;
}

std::string hmac(std::string const& key, std::string const& bytes) {
  std::string digest(32, '\0');
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(bytes.data()),
       bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  return digest;
}

std::string utc_now(char const* format) {
  auto const now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

}  // namespace

Answer SignedCaller::call(std::string const& service, std::string const& version, std::string_view action,
                          Pairs parameters) const {
  parameters.insert(parameters.begin(), {{"Action", std::string(action)}, {"Version", version}});
  return Answer(post(service, {{"Content-Type", "application/x-www-form-urlencoded"}}, form_encoded(parameters)));
}

Response SignedCaller::post(std::string const& service, Pairs headers, std::string const& body) const {
  return send(service, {.method = "POST", .headers = std::move(headers), .body = body}, "");
}

Response SignedCaller::get(std::string const& service, std::string const& path, Pairs const& query) const {
  return send(service, {.method = "GET", .target = path}, form_encoded(query));
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
Response SignedCaller::send(std::string const& service, Request request, std::string const& query) const {
  auto& headers = request.headers;
  auto const time = utc_now("%Y%m%dT%H%M%SZ");
  auto const scope = time.substr(0, 8) + "/" + credentials_.region + "/" + service + "/aws4_request";
  headers.emplace_back("X-Amz-Date", time);
  // As SDKs do: the host, and whatever of AWS's own tells what the request is.
  std::map<std::string, std::string> to_cover{{"host", "localhost"}};
  for (auto const& [name, value] : headers) {
    if (name.starts_with("X-Amz-")) to_cover.emplace(lower(name), value);
  }
  std::string fields, names;
  for (auto const& [name, value] : to_cover) {
    fields.append(name).append(":").append(value).append("\n");
    names.append(names.empty() ? "" : ";").append(name);
  }
  auto const canonical = request.method + "\n" + request.target + "\n" + query + "\n" + fields + "\n" + names + "\n" +
                         hex(sha256(request.body));
  auto const to_sign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hex(sha256(canonical));
  auto key = "AWS4" + credentials_.secret;
  for (auto const& part : {time.substr(0, 8), credentials_.region, service, std::string("aws4_request")}) {
    key = hmac(key, part);
  }
  headers.emplace_back("Authorization", "AWS4-HMAC-SHA256 Credential=" + credentials_.access_key_id + "/" + scope +
                                            ", SignedHeaders=" + names + ", Signature=" + hex(hmac(key, to_sign)));
  if (!credentials_.session_token.empty()) headers.emplace_back("X-Amz-Security-Token", credentials_.session_token);
  if (!query.empty()) request.target += "?" + query;
  return server_.exchange(request);
}

}  // namespace conformance
