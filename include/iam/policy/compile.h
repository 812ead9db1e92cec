// Policies made ready for many decisions.
#pragma once

#include "iam/policy/document.h"

#include <tl/expected.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// Immutable, and so free to be shared among threads. What it is made of is the business of this floor.
class CompiledPolicy;
using CompiledPolicyPtr = std::shared_ptr<CompiledPolicy const>;

// The document that allows everything, as AWS writes it in AdministratorAccess and FullAWSAccess.
inline constexpr std::string_view kEverythingAllowed =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})";

// Never fails: what can match nothing (a malformed address in a condition, an unknown operator) matches nothing.
// `text`: what the document was read from, for whoever asks for it later.
CompiledPolicyPtr compile(Document document, std::string_view text = {});

// Parses first. Stored text comes cheaper from iam/service/policy_cache.h.
tl::expected<CompiledPolicyPtr, ParseError> compile(std::string_view text);

// What was compiled.
Document const& source_of(CompiledPolicy const& policy);

// Its text, byte for byte; empty when it was compiled from a document alone.
std::string_view text_of(CompiledPolicy const& policy);

// How much memory it takes, about: for whoever keeps many. Rather too much than too little.
std::size_t memory_estimate(CompiledPolicy const& policy);

// The keys a document looks at, in conditions and as variables, in the order of the text; each of their spellings once,
// as AWS's simulators were seen to tell them. What GetContextKeysForCustomPolicy answers.
std::vector<std::string> context_keys_of(Document const& document);

}  // namespace iam::policy
