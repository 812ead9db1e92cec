#include "caller.h"

#include <atomic>
#include <cstdint>
#include <utility>

namespace conformance {
namespace {

constexpr std::string_view kIamVersion = "2010-05-08";
constexpr std::string_view kStsVersion = "2011-06-15";

}  // namespace

Answer::Answer(Response response) : response_(std::move(response)), document_(std::make_unique<pugi::xml_document>()) {
  document_->load_string(response_.body.c_str(), pugi::parse_default | pugi::parse_ws_pcdata_single);
}

std::string Answer::request_id() const {
  auto const root = document_->document_element();
  auto const metadata = root.child("ResponseMetadata");
  return (metadata.empty() ? root : metadata).child("RequestId").text().get();
}

std::string Answer::code() const { return document_->first_element_by_path("ErrorResponse/Error/Code").text().get(); }

std::optional<std::string> Answer::message() const {
  auto const message = document_->first_element_by_path("ErrorResponse/Error/Message");
  if (message.empty()) return std::nullopt;
  return message.text().get();
}

std::vector<std::string> Answer::texts(char const* list, char const* field) const {
  std::vector<std::string> texts;
  for (auto const& member : at(list).children("member")) texts.emplace_back(member.child(field).text().get());
  return texts;
}

std::vector<std::string> Answer::texts(char const* list) const {
  std::vector<std::string> texts;
  for (auto const& member : at(list).children("member")) texts.emplace_back(member.text().get());
  return texts;
}

std::map<std::string, std::string> Answer::entries(char const* map) const {
  std::map<std::string, std::string> entries;
  for (auto const& entry : at(map).children("entry")) {
    entries.emplace(entry.child("key").text().get(), entry.child("value").text().get());
  }
  return entries;
}

std::vector<std::string> Answer::names(char const* path) const {
  std::vector<std::string> names;
  for (auto const& child : at(path).children()) {
    if (child.type() == pugi::node_element) names.emplace_back(child.name());
  }
  return names;
}

pugi::xml_node Answer::at(char const* path) const {
  auto const root = document_->document_element();
  std::string const action(root.name(), std::string_view(root.name()).rfind("Response"));
  return root.child((action + "Result").c_str()).first_element_by_path(path);
}

std::ostream& operator<<(std::ostream& out, Answer const& answer) {
  return out << answer.status() << " " << answer.body();
}

std::string authorization(std::string_view access_key_id, std::string_view region) {
  return "AWS4-HMAC-SHA256 Credential=" + std::string(access_key_id) + "/20260131/" + std::string(region) +
         "/iam/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + std::string(64, '0');
}

Caller::Caller(Server const& server, std::string account, std::string region)
    : account_(std::move(account)), region_(std::move(region)), connection_(server.port()) {}

Caller::Caller(Server const& server, std::string access_key, std::string region, std::string session_token)
    : account_(std::move(access_key)),
      region_(std::move(region)),
      session_token_(std::move(session_token)),
      connection_(server.port()) {}

Caller Caller::of_session(Answer const& answer, Server const& server) {
  EXPECT_THAT(answer, succeeds());
  return Caller(server, answer.text("Credentials/AccessKeyId"), "us-east-1", answer.text("Credentials/SessionToken"));
}

Answer Caller::iam(std::string_view action, Pairs parameters) {
  return call(kIamVersion, action, std::move(parameters));
}

Answer Caller::sts(std::string_view action, Pairs parameters) {
  return call(kStsVersion, action, std::move(parameters));
}

Answer Caller::call(std::string_view version, std::string_view action, Pairs parameters) {
  parameters.insert(parameters.begin(), {{"Action", std::string(action)}, {"Version", std::string(version)}});
  return post(form_encoded(parameters));
}

Answer Caller::post(std::string form, Pairs headers) {
  headers.emplace_back("Authorization", authorization(account_, region_));
  if (!session_token_.empty()) headers.emplace_back("X-Amz-Security-Token", session_token_);
  headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  return Answer(connection_.exchange({.method = "POST", .headers = std::move(headers), .body = std::move(form)}));
}

std::string Caller::create_access_key(std::string_view user) {
  auto const answer = iam("CreateAccessKey", {{"UserName", std::string(user)}});
  EXPECT_THAT(answer, succeeds());
  return answer.text("AccessKey/AccessKeyId");
}

std::vector<std::string> Caller::tags_of(std::string_view user) {
  auto const answer = iam("ListUserTags", {{"UserName", std::string(user)}});
  auto tags = answer.texts("Tags", "Key");
  auto const values = answer.texts("Tags", "Value");
  for (std::size_t i = 0; i < tags.size(); ++i) tags[i] += "=" + values[i];
  return tags;
}

void Caller::set_quota(std::string_view name, int value) {
  connection_.exchange({.method = "PUT",
                        .target = "/_iam/quotas?account=" + account_,
                        .body = "{\"" + std::string(name) + "\": " + std::to_string(value) + "}"});
}

void Caller::let_pass(int seconds) {
  connection_.exchange(
      {.method = "PUT", .target = "/_iam/clock", .body = R"({"advance_s": )" + std::to_string(seconds) + "}"});
}

std::string Caller::new_account() {
  static std::atomic<std::int64_t> last = 200'000'000'000;
  return std::to_string(++last);
}

Pairs with_tags(Pairs parameters, Pairs const& tags) {
  int number = 0;
  for (auto const& [key, value] : tags) {
    auto const member = "Tags.member." + std::to_string(++number);
    parameters.emplace_back(member + ".Key", key);
    parameters.emplace_back(member + ".Value", value);
  }
  return parameters;
}

Pairs with_tag_keys(Pairs parameters, std::vector<std::string> const& keys) {
  int number = 0;
  for (auto const& key : keys) parameters.emplace_back("TagKeys.member." + std::to_string(++number), key);
  return parameters;
}

Pairs numbered_tags(int first, int last) {
  Pairs tags;
  for (int i = first; i <= last; ++i) tags.emplace_back("key" + std::to_string(i), "value" + std::to_string(i));
  return tags;
}

std::string decoded_base64(std::string const& base64) {
  static std::string const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (char const c : base64.substr(0, base64.find('='))) {
    bits = bits << 6 | static_cast<std::uint32_t>(alphabet.find(c));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count);
  }
  return bytes;
}

std::string violation(std::string_view member, std::string_view constraint) {
  return "1 validation error detected: Value at '" + std::string(member) +
         "' failed to satisfy constraint: " + std::string(constraint);
}

FrozenClock::FrozenClock(Server const& server, std::string const& now) : server_(server) {
  server_.exchange({.method = "PUT", .target = "/_iam/clock", .body = R"({"now": ")" + now + R"("})"});
}

FrozenClock::~FrozenClock() { server_.exchange({.method = "DELETE", .target = "/_iam/clock"}); }

}  // namespace conformance
