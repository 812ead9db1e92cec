#include "authorize_question.h"

#include "iam/base/suggestion.h"
#include "iam/policy/document.h"
#include "iam/policy/work.h"
#include "json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

constexpr std::size_t kActionLengthMax = 128;
constexpr std::size_t kResourceLengthMax = 2048;
constexpr std::size_t kNameLengthMax = 2048;  // of whatever else is a name: ARNs, ids, keys
constexpr std::size_t kTokenLengthMax = 16 * 1024;
constexpr std::size_t kPoliciesMax = 100;  // of a list; AWS lets a user have 20 and be in 10 groups
constexpr std::size_t kLevelsMax = 10;     // AWS has seven: the root, five units, the account
constexpr std::size_t kContextKeysMax = 500;
constexpr std::size_t kContextValuesMax = 1000;
constexpr std::size_t kContextValueLengthMax = 2048;  // as that of a resource
// Longer documents are no policies that anybody keeps: a role's inline policies may have so many characters together.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
constexpr std::size_t kKeptDocumentBytesMax = 10'240;

template <class Value>
struct Named {
  std::string_view name;
  Value value;
};

constexpr std::array<Named<policy::RequesterKind>, 8> kRequesterKinds{{
    {"anonymous", policy::RequesterKind::kAnonymous},
    {"root", policy::RequesterKind::kRoot},
    {"user", policy::RequesterKind::kUser},
    {"role_session", policy::RequesterKind::kRoleSession},
    {"federated_user", policy::RequesterKind::kFederatedUser},
    {"web_identity", policy::RequesterKind::kWebIdentity},
    {"saml", policy::RequesterKind::kSaml},
    {"service", policy::RequesterKind::kService},
}};
constexpr std::array<Named<policy::ResourcePolicyKind>, 3> kResourceKinds{{
    {"resource", policy::ResourcePolicyKind::kResource},
    {"trust", policy::ResourcePolicyKind::kTrust},
    {"kms_key", policy::ResourcePolicyKind::kKmsKey},
}};
constexpr std::array<Named<policy::Semantics>, 2> kSemantics{{
    {"live", policy::Semantics::kLive},
    {"simulator", policy::Semantics::kSimulator},
}};

class QuestionReader : private JsonFields {
 public:
  explicit QuestionReader(service::PolicyCache& cache) : cache_(cache) {}

  tl::expected<Question, std::string> read(json::object const& object) {
    expect_members("a question", object,
                   {"principal", "session_token", "action", "resource", "resource_account", "context", "policies",
                    "semantics", "explain", "statements", "encoded_message", "authorization_id"});
    Question question;
    if (object.contains("authorization_id")) {
      read_denial(object, question);
    } else {
      read_principal(object, question);
      question.action = bounded_text(object, "action", 1, kActionLengthMax);
      if (!policy::names_action(question.action)) refuse("`action` is a service and a name, such as s3:GetObject");
      if (object.contains("resource")) question.resource = bounded_text(object, "resource", 0, kResourceLengthMax);
      question.resource_account = account(object, "resource_account");
    }
    read_context(object, question.context);
    read_policies(object, question.policies);
    question.semantics = one_of(object, "semantics", kSemantics);
    question.wants_explanation = boolean(object, "explain").value_or(true);
    question.wants_statements = boolean(object, "statements").value_or(false);
    question.wants_message = boolean(object, "encoded_message").value_or(false);
    if (!fault().empty()) return tl::unexpected(fault());
    return question;
  }

 private:
  // The first of them when the member is absent.
  template <class Value, std::size_t size>
  Value one_of(json::object const& object, std::string_view name, std::array<Named<Value>, size> const& values) {
    auto const word = text(object, name);
    if (!word.has_value()) return values.front().value;
    auto const found = std::ranges::find(values, *word, &Named<Value>::name);
    if (found != values.end()) return found->value;
    std::array<std::string_view, size> names;
    std::ranges::transform(values, names.begin(), &Named<Value>::name);
    auto const meant = nearest(*word, names);
    refuse(fmt::format("`{}` is one of {}{}", name, fmt::join(names, ", "),
                       meant ? fmt::format("; did you mean {}?", *meant) : ""));
    return values.front().value;
  }

  std::optional<AccountId> account(json::object const& object, std::string_view name) {
    auto const written = text(object, name);
    if (!written.has_value()) return std::nullopt;
    auto const parsed = AccountId::parse(*written);
    if (!parsed.has_value()) refuse(fmt::format("`{}` is an account id of twelve digits", name));
    return parsed;
  }

  std::string short_text(json::object const& object, std::string_view name) {
    return object.contains(name) ? bounded_text(object, name, 1, kNameLengthMax) : std::string();
  }

  void read_denial(json::object const& object, Question& question) {
    question.authorization_id = bounded_text(object, "authorization_id", 1, kNameLengthMax);
    for (std::string_view const name : {"principal", "session_token", "action", "resource", "resource_account"}) {
      if (object.contains(name)) refuse(fmt::format("`authorization_id` names a denial, which has its `{}`", name));
    }
  }

  void read_principal(json::object const& object, Question& question) {
    auto const* principal = object.if_contains("principal");
    if (principal != nullptr && principal->is_object()) {
      question.requester = requester(principal->as_object());
    } else {
      question.principal = bounded_text(object, "principal", 1, kNameLengthMax);
    }
    if (object.contains("session_token")) {
      question.session_token = bounded_text(object, "session_token", 1, kTokenLengthMax);
    }
  }

  policy::Requester requester(json::object const& object) {
    expect_members("`principal`", object,
                   {"kind", "account", "arn", "principal_arn", "unique_id", "provider", "service", "service_linked"});
    if (!object.contains("kind")) refuse("`principal` needs a `kind`");
    policy::Requester requester{.kind = one_of(object, "kind", kRequesterKinds),
                                .account = account(object, "account"),
                                .arn = short_text(object, "arn"),
                                .principal_arn = short_text(object, "principal_arn"),
                                .unique_id = short_text(object, "unique_id"),
                                .provider = short_text(object, "provider"),
                                .service = short_text(object, "service"),
                                .service_linked = boolean(object, "service_linked").value_or(false)};
    if (requester.principal_arn.empty()) requester.principal_arn = requester.arn;
    return requester;
  }

  void read_context(json::object const& object, policy::Context& context) {
    auto const* entries = object.if_contains("context");
    if (entries == nullptr) return;
    if (!entries->is_object()) return refuse("`context` is an object of keys and their values");
    if (entries->as_object().size() > kContextKeysMax) {
      return refuse(fmt::format("`context` has more than {} keys", kContextKeysMax));
    }
    for (auto const& entry : entries->as_object()) read_context_entry(entry.key(), entry.value(), context);
    if (policy::context_bytes(context) > policy::kGivenContextBytesMax) {
      refuse(fmt::format("`context` has more than {} bytes", policy::kGivenContextBytesMax));
    }
  }

  // Numbers and truth values may be written as such: requests carry them as text.
  void read_context_entry(std::string_view key, json::value const& value, policy::Context& context) {
    if (key.empty() || key.size() > kNameLengthMax) {
      return refuse(fmt::format("a key of `context` has 1 to {} characters", kNameLengthMax));
    }
    if (context.find(key) != nullptr) return refuse(fmt::format("`context` has the key {} twice", key));
    auto const* list = value.if_array();
    if (list == nullptr) return context.set(key, context_text(key, value));
    if (list->size() > kContextValuesMax) {
      return refuse(fmt::format("the key {} has more than {} values", key, kContextValuesMax));
    }
    std::vector<std::string> texts;
    for (auto const& each : *list) texts.push_back(context_text(key, each));
    context.set_list(key, std::move(texts));
  }

  std::string context_text(std::string_view key, json::value const& value) {
    if (value.is_bool() || value.is_number()) return json::serialize(value);
    if (value.is_string() && value.as_string().size() <= kContextValueLengthMax) return std::string(value.as_string());
    refuse(fmt::format("the value of {} is a text of at most {} bytes, a number, true, false, or a list of such", key,
                       kContextValueLengthMax));
    return {};
  }

  void read_policies(json::object const& object, GivenPolicies& given) {
    auto const* member = object.if_contains("policies");
    if (member == nullptr) return;
    if (!member->is_object()) return refuse("`policies` is an object");
    auto const& policies = member->as_object();
    expect_members("`policies`", policies,
                   {"identity", "extra_identity", "boundary", "session", "scope_down", "resource", "resource_kind",
                    "service_control", "resource_control", "endpoint"});
    auto const with = [&](std::string_view name, auto use) {
      if (auto const* value = policies.if_contains(name)) use(*value);
    };
    with("identity", [&](auto const& value) { given.identity = policy_list("identity", value); });
    with("extra_identity", [&](auto const& value) { given.extra_identity = policy_list("extra_identity", value); });
    with("boundary", [&](auto const& value) {
      given.boundary.emplace();
      if (!value.is_null()) *given.boundary = named_policy("boundary", 0, value);
    });
    with("session", [&](auto const& value) { given.session = levels("session", value); });
    with("scope_down", [&](auto const& value) { given.scope_down = levels("scope_down", value); });
    with("resource", [&](auto const& value) {
      given.resource =
          policy::ResourcePolicy{named_policy("resource", 0, value), one_of(policies, "resource_kind", kResourceKinds)};
    });
    if (policies.contains("resource_kind") && !given.resource) refuse("`resource_kind` needs a `resource`");
    with("service_control", [&](auto const& value) { given.service_control = levels("service_control", value); });
    with("resource_control", [&](auto const& value) { given.resource_control = levels("resource_control", value); });
    with("endpoint", [&](auto const& value) { given.endpoint = policy_list("endpoint", value); });
  }

  // A list of policies, or one by itself.
  policy::PolicyList policy_list(std::string_view kind, json::value const& value) {
    auto const* list = value.if_array();
    if (list == nullptr) return {named_policy(kind, 0, value)};
    if (list->size() > kPoliciesMax) refuse(fmt::format("`{}` has more than {} policies", kind, kPoliciesMax));
    policy::PolicyList policies;
    for (std::size_t i = 0; i < std::min(list->size(), kPoliciesMax); ++i) {
      policies.push_back(named_policy(kind, i, (*list)[i]));
    }
    return policies;
  }

  std::vector<policy::PolicyList> levels(std::string_view kind, json::value const& value) {
    auto const* list = value.if_array();
    if (list == nullptr || list->size() > kLevelsMax) {
      refuse(fmt::format("`{}` is a list of at most {} levels, each a list of policies", kind, kLevelsMax));
      return {};
    }
    std::vector<policy::PolicyList> read;
    for (auto const& level : *list) read.push_back(policy_list(kind, level));
    return read;
  }

  // A policy is a document, as an object or as text to be kept as it is, or an object of `document`, `id` and `arn`.
  policy::NamedPolicy named_policy(std::string_view kind, std::size_t number, json::value const& value) {
    policy::NamedPolicy named{.id = fmt::format("{}{}", kind, number), .arn = {}, .compiled = nullptr};
    auto const* object = value.if_object();
    auto const* document = &value;
    if (object != nullptr && object->contains("document")) {
      expect_members(fmt::format("policy {}", named.id), *object, {"document", "id", "arn"});
      if (object->contains("id")) named.id = short_text(*object, "id");
      named.arn = short_text(*object, "arn");
      document = &object->at("document");
    }
    auto const text = document->is_string() ? std::string(document->as_string()) : json::serialize(*document);
    documents_bytes_ += text.size();
    if (documents_bytes_ > policy::kGivenDocumentsBytesMax) {
      refuse(fmt::format("`policies` has documents of more than {} bytes together", policy::kGivenDocumentsBytesMax));
      return named;
    }
    bool const is_kept = text.size() <= kKeptDocumentBytesMax;
    named.compiled = is_kept ? cache_.compiled(text) : policy::compile(text).value_or(nullptr);
    if (named.compiled == nullptr) refuse(no_policy(named.id, text));
    return named;
  }

  static std::string no_policy(std::string_view id, std::string_view text) {
    auto const parsed = policy::parse(text);
    auto const position = parsed.has_value() ? policy::Position() : parsed.error().position;
    return fmt::format("policy {} is no policy document: see its line {}, column {}", id, position.line,
                       position.column);
  }

  service::PolicyCache& cache_;
  std::size_t documents_bytes_ = 0;
};

}  // namespace

bool GivenPolicies::empty() const {
  return !identity && extra_identity.empty() && !boundary && !session && !scope_down && !resource && !service_control &&
         !resource_control && !endpoint;
}

policy::PolicySets GivenPolicies::over(policy::PolicySets sets) const {
  if (identity) sets.identity = *identity;
  sets.identity.insert(sets.identity.end(), extra_identity.begin(), extra_identity.end());
  if (boundary) sets.boundary = *boundary;
  if (session) sets.session = *session;
  if (scope_down) sets.scope_down = *scope_down;
  if (resource) sets.resource = *resource;
  if (service_control) sets.service_control = *service_control;
  if (resource_control) sets.resource_control = *resource_control;
  if (endpoint) sets.endpoint = *endpoint;
  return sets;
}

tl::expected<Question, std::string> read_question(json::object const& object, service::PolicyCache& policies) {
  return QuestionReader(policies).read(object);
}

}  // namespace iam::gateway
