#include "test_assertion.h"

#include "iam/base/strict_json.h"
#include "iam/face/answers.h"
#include "json_fields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;
using federation::SamlAttribute;
using federation::SamlSignature;

constexpr std::string_view kAws = "https://aws.amazon.com/SAML/Attributes/";
constexpr std::string_view kSignIn = "https://signin.aws.amazon.com/saml";
constexpr std::string_view kPersistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
constexpr std::int64_t kValidSeconds = 300;
constexpr std::int64_t kValidSecondsMax = 366 * 24 * 3600;
// What an assertion that STS takes has room for, with the signatures around it.
constexpr std::size_t kBodyBytesMax = 40'000;

constexpr std::array<std::pair<std::string_view, SamlSignature>, 3> kSignatures = {
    {{"assertion", SamlSignature::kAssertion}, {"response", SamlSignature::kResponse}, {"both", SamlSignature::kBoth}}};

class AssertionReader {
 public:
  AssertionReader(json::object const& body, AssertionDefaults const& defaults) : body_(body), defaults_(defaults) {}

  tl::expected<WantedAssertion, std::string> read() {
    fields_.expect_members("the assertion", body_,
                           {"issuer", "name_id", "name_id_format", "audience", "recipient", "valid_s",
                            "session_valid_s", "roles", "session_name", "session_duration_s", "tags",
                            "transitive_tag_keys", "source_identity", "attributes", "signed"});
    WantedAssertion wanted;
    read_subject(wanted.assertion);
    read_session(wanted.assertion);
    read_lists("attributes", "", wanted.assertion);
    auto const which = fields_.text(body_, "signed").value_or("assertion");
    auto const* const found = std::ranges::find(kSignatures, which, &std::pair<std::string_view, SamlSignature>::first);
    if (found == kSignatures.end()) {
      fields_.refuse("`signed` is assertion, response or both");
    } else {
      wanted.signature = found->second;
    }
    if (!fields_.fault().empty()) return tl::unexpected(fields_.fault());
    return wanted;
  }

 private:
  void read_subject(federation::SamlAssertion& assertion) {
    auto const text = [&](std::string_view name, std::string_view otherwise) {
      auto value = fields_.text(body_, name).value_or(std::string(otherwise));
      if (value.empty()) fields_.refuse("`" + std::string(name) + "` is not empty");
      return value;
    };
    auto const valid_s = fields_.integer(body_, "valid_s").value_or(kValidSeconds);
    if (valid_s < 1 || valid_s > kValidSecondsMax) fields_.refuse("`valid_s` is a number of seconds up to a year");
    assertion.id = defaults_.id;
    assertion.issuer = text("issuer", defaults_.issuer);
    assertion.issued_at = defaults_.now;
    assertion.name_id = text("name_id", "test");
    assertion.name_id_format = text("name_id_format", kPersistent);
    assertion.recipient = text("recipient", kSignIn);
    assertion.audiences = {text("audience", kSignIn)};
    assertion.not_before = defaults_.now;
    assertion.not_on_or_after = defaults_.now + std::chrono::seconds(valid_s);
    assertion.confirmation_not_on_or_after = *assertion.not_on_or_after;
    if (auto const session_valid_s = fields_.integer(body_, "session_valid_s")) {
      if (*session_valid_s < 1 || *session_valid_s > kValidSecondsMax) {
        return fields_.refuse("`session_valid_s` is a number of seconds up to a year");
      }
      assertion.session_not_on_or_after = defaults_.now + std::chrono::seconds(*session_valid_s);
    }
  }

  // The attributes that AWS defines.
  void read_session(federation::SamlAssertion& assertion) {
    std::vector<std::string> pairs;
    for (auto const& role : fields_.objects(body_, "roles")) {
      fields_.expect_members("a role", role, {"role", "provider"});
      auto const arn = fields_.text(role, "role"), provider = fields_.text(role, "provider");
      if (!arn.has_value() || !provider.has_value()) fields_.refuse("a role has the ARNs `role` and `provider`");
      pairs.push_back(arn.value_or("") + "," + provider.value_or(""));
    }
    add(assertion, "Role", std::move(pairs));
    add(assertion, "RoleSessionName", {fields_.text(body_, "session_name").value_or(assertion.name_id)});
    if (auto const duration_s = fields_.integer(body_, "session_duration_s")) {
      add(assertion, "SessionDuration", {std::to_string(*duration_s)});
    }
    read_lists("tags", std::string(kAws) + "PrincipalTag:", assertion);
    add(assertion, "TransitiveTagKeys",
        fields_.texts(body_, "transitive_tag_keys").value_or(std::vector<std::string>{}));
    if (auto const identity = fields_.text(body_, "source_identity")) add(assertion, "SourceIdentity", {*identity});
  }

  static void add(federation::SamlAssertion& assertion, std::string_view name, std::vector<std::string> values) {
    if (!values.empty()) assertion.attributes.push_back({std::string(kAws).append(name), std::move(values)});
  }

  // An object whose members are a text, or a list of texts, each an attribute named with the prefix.
  void read_lists(std::string_view member, std::string const& prefix, federation::SamlAssertion& assertion) {
    auto const* value = body_.if_contains(member);
    if (value == nullptr) return;
    if (!value->is_object()) return fields_.refuse("`" + std::string(member) + "` is an object");
    auto const& object = value->get_object();
    for (auto const& [name, content] : object) {
      SamlAttribute attribute{prefix + std::string(name), {}};
      if (content.is_string()) {
        attribute.values.emplace_back(content.get_string());
      } else {
        attribute.values = fields_.texts(object, name).value_or(std::vector<std::string>{});
      }
      assertion.attributes.push_back(std::move(attribute));
    }
  }

  json::object const& body_;
  AssertionDefaults const& defaults_;
  JsonFields fields_;
};

// XML has no way to write most control characters.
bool has_control_characters(federation::SamlAssertion const& assertion) {
  auto const is_bad = [](std::string const& text) {
    return std::ranges::any_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n'; }) ||
           text.find("\xEF\xBF\xBE") != std::string::npos || text.find("\xEF\xBF\xBF") != std::string::npos;
  };
  auto const& a = assertion;
  return is_bad(a.issuer) || is_bad(a.name_id) || is_bad(a.name_id_format) || is_bad(a.recipient) ||
         std::ranges::any_of(a.audiences, is_bad) || std::ranges::any_of(a.attributes, [&](SamlAttribute const& each) {
           return is_bad(each.name) || std::ranges::any_of(each.values, is_bad);
         });
}

}  // namespace

tl::expected<WantedAssertion, std::string> assertion_of_body(std::string_view body, AssertionDefaults const& defaults) {
  auto const object = parse_strict_object(body);
  if (!object.has_value() || body.size() > kBodyBytesMax) {
    return tl::unexpected(
        wrong_body(R"(send an object such as {"roles": [{"role": "arn:…", "provider": "arn:…"}]})", body));
  }
  auto wanted = AssertionReader(*object, defaults).read();
  if (wanted.has_value() && has_control_characters(wanted->assertion)) {
    return tl::unexpected<std::string>("XML cannot carry control characters");
  }
  return wanted;
}

}  // namespace iam::gateway
