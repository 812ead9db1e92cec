#include "servers.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/base/log.h"
#include "iam/base/text.h"
#include "iam/sigv4/sign.h"

#include <stdexcept>

namespace iam::truth {
namespace {

constexpr std::string_view kDate = "20260305T101112Z";
constexpr Time kNow{std::chrono::milliseconds(1'772'705'472'000)};

std::string encoded(Form const& form) {
  std::string text;
  for (auto const& [name, value] : form) {
    if (!text.empty()) text.append("&");
    text.append(percent_encode(name)).append("=").append(percent_encode(value));
  }
  return text;
}

}  // namespace

std::string described(Message const& message) {
  std::string text = message.method;
  for (auto const& [name, value] : message.form)
    text.append(text.empty() ? "" : " ").append(name == "Action" ? "" : name + "=").append(value);
  if (!message.path.empty()) text.append(text.empty() ? "" : " ").append(message.path);
  if (!message.body.empty()) text.append(" ").append(message.body);
  return text;
}

Servers::Servers() : store_(store::Store::open({})), random_(1), ids_(random_), seal_(*store_, random_) {
  log::configure(log::Level::kOff, log::Format::kText);
  clock_.set(kNow);
  constexpr gateway::AuthMode kModes[] = {gateway::AuthMode::kOff, gateway::AuthMode::kSoft,
                                          gateway::AuthMode::kEnforce};
  for (std::size_t i = 0; i < gateways_.size(); ++i) {
    gateways_[i] = gateway::make_gateway({.store = *store_,
                                          .clock = clock_,
                                          .randomness = random_,
                                          .ids = ids_,
                                          .last_used = last_used_,
                                          .seal = seal_,
                                          .default_account = *AccountId::parse(kHome),
                                          .auth_mode = kModes[i],
                                          .scope_region = {},
                                          .description = {"0", ":memory:", "normal"},
                                          .more_metrics = {}});
  }
}

Servers::~Servers() = default;

gateway::HttpResponse Servers::answer(Which which, gateway::HttpRequest const& request) {
  gateway::HttpResponse answer;
  gateways_[which]->handle(request, [&](gateway::HttpResponse response) { answer = std::move(response); });
  if (answer.status >= 500) misuse("the server failed: " + answer.body);
  return answer;
}

gateway::HttpResponse Servers::operate(Which which, std::string_view method, std::string_view target,
                                       std::string_view body) {
  return answer(which, {method, target, {}, body, "127.0.0.1"});
}

gateway::HttpResponse Servers::send(Which which, Key const& key, Message const& message) {
  using Face = Message::Face;
  std::vector<std::pair<std::string, std::string>> added;
  std::vector<Header> headers{{"Host", "localhost"}};
  std::string body = message.body;
  auto const finish = [&](std::string_view method, std::string_view target) {
    for (auto const& [name, value] : added) headers.push_back({name, value});
    return answer(which, {method, target, headers, body, "127.0.0.1"});
  };
  if (message.face == Face::kHuawei) {
    auto const canonical = message.method + "\n" + message.path + "/\n\nx-sdk-date:" + std::string(kDate) +
                           "\n\nx-sdk-date\n" + hex_encode(sha256(body));
    auto const signature = hex_encode(
        hmac_sha256(key.secret, "SDK-HMAC-SHA256\n" + std::string(kDate) + "\n" + hex_encode(sha256(canonical))));
    added = {
        {"X-Sdk-Date", std::string(kDate)},
        {"Authorization", "SDK-HMAC-SHA256 Access=" + key.id + ", SignedHeaders=x-sdk-date, Signature=" + signature}};
    if (!key.token.empty()) added.emplace_back("X-Security-Token", key.token);
    return finish(message.method, message.path);
  }
  sigv4::Signer signer{.access_key_id = key.id, .secret = Secret(key.secret), .session_token = std::nullopt};
  if (!key.token.empty()) signer.session_token = key.token;
  auto const target = "AlexaForBusiness." + message.path;
  if (message.face == Face::kAlexa) {
    signer.service = "a4b";
    headers.push_back({"Content-Type", "application/x-amz-json-1.1"});
    headers.push_back({"X-Amz-Target", target});
  } else {
    bool const is_sts = message.face == Face::kSts;
    signer.service = is_sts ? "sts" : "iam";
    headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    body = encoded(message.form) + "&Version=" + (is_sts ? "2011-06-15" : "2010-05-08");
  }
  added = sigv4::sign({"POST", "/", headers, body}, signer, kNow);
  return finish("POST", "/");
}

void Servers::reset() {
  for (auto const which : {kTrusting, kSoft, kEnforcing}) {
    if (operate(which, "POST", "/_iam/reset", "").status != 200) misuse("the servers cannot be reset");
  }
}

std::string header(gateway::HttpResponse const& response, std::string_view name) {
  for (auto const& [each, value] : response.headers) {
    if (equals_ignoring_case(each, name)) return value;
  }
  return {};
}

std::string element(std::string const& xml, std::string_view name) {
  auto const open = "<" + std::string(name) + ">";
  auto const begin = xml.find(open);
  if (begin == std::string::npos) return {};
  return xml.substr(begin + open.size(), xml.find("</" + std::string(name) + ">") - begin - open.size());
}

void misuse(std::string const& what) { throw std::logic_error(what); }

}  // namespace iam::truth
