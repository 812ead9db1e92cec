#include "sts/propagation.h"

#include "errors/federated_identity.h"
#include "iam/base/encoding.h"
#include "iam/store/context_providers.h"

#include <cstddef>

namespace iam::service {
namespace {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
constexpr std::size_t kContextValueLengthMax = 128;

Result<std::optional<std::string>> value_under(std::string_view source_key, SaidUnder const& said_under) {
  auto values = said_under(source_key);
  if (values.empty()) return std::nullopt;
  if (values.size() > 1) return fail(errors::context_value_ambiguous(source_key));
  if (count_code_points(values.front()) > kContextValueLengthMax)
    return fail(errors::context_value_too_long(source_key));
  return std::move(values.front());
}

Result<std::optional<std::string>> subject_type(store::ContextProvider const& context, SaidUnder const& said_under) {
  if (!context.subject_type_source_key) return context.subject_type_value;
  auto const& key = *context.subject_type_source_key;
  auto type = value_under(key, said_under);
  bool const is_known = !type || !type->has_value() || **type == "user" || **type == "workload";
  if (!is_known) return fail(errors::context_subject_type_unknown(key));
  return type;
}

}  // namespace

Result<PropagatedIdentity> propagated_identity(Call& call, store::EntityId provider, ContextSource source,
                                               SaidUnder const& said_under) {
  PropagatedIdentity identity;
  auto const context = store::ContextProviders(call.known).find(provider);
  if (!context.has_value()) return identity;
  auto subject = value_under(context->subject_source_key, said_under);
  if (!subject) return fail(std::move(subject.error()));
  if (!subject->has_value() || (*subject)->empty()) {
    return fail(errors::context_subject_missing(context->subject_source_key));
  }
  auto type = subject_type(*context, said_under);
  if (!type) return fail(std::move(type.error()));
  identity = {.subject = *std::move(subject),
              .subject_type = *std::move(type),
              .issuer = std::move(source.issuer),
              .federated_provider_arn = std::move(source.provider_arn)};
  for (auto const& [source_key, target_key] : context->key_definitions) {
    auto value = value_under(source_key, said_under);
    if (!value) return fail(std::move(value.error()));
    if (*value) identity.transaction.push_back({target_key.value_or(source_key), **std::move(value)});
  }
  return identity;
}

std::optional<api::sts::TrustedIdentityPropagationContext> told(PropagatedIdentity identity) {
  if (!identity.subject) return std::nullopt;
  api::sts::TrustedIdentityPropagationContext context;
  context.origin_identity = {.subject = std::move(identity.subject),
                             .subject_type = std::move(identity.subject_type),
                             .issuer = std::move(identity.issuer),
                             .federated_provider_arn = std::move(identity.federated_provider_arn)};
  if (identity.transaction.empty()) return context;
  auto& claims = context.transaction_context.emplace().identity_provider.emplace();
  for (auto& [key, value] : identity.transaction) claims.emplace(std::move(key), std::move(value));
  return context;
}

}  // namespace iam::service
