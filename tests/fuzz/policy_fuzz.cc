// The reader of policy documents, and the four grammars that judge them.
#include "iam/policy/grammar.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace iam::policy;

void require(bool holds) {
  if (!holds) std::abort();
}

// Statements follow each other, and none begins before the text does.
void check(Document const& document) {
  Position last;
  require(!document.statements.empty());
  for (Statement const& statement : document.statements) {
    require(last <= statement.start && statement.start < statement.end);
    last = statement.end;
  }
}

// What a managed policy may say, an inline policy may say, and a session policy too.
void judge(std::string_view text, bool is_document) {
  bool const managed = !identity_policy_fault(text, IdentityPolicy::kManaged, iam::Partition::kAws).has_value();
  bool const inlined = !identity_policy_fault(text, IdentityPolicy::kInline, iam::Partition::kAws).has_value();
  bool const session = !session_policy_fault(text, iam::Partition::kAws).has_value();
  bool const trust = !trust_policy_fault(text, {iam::Partition::kAws, iam::AccountId(123456789012),
                                                [](iam::ArnParts const&) { return true; }})
                          .has_value();
  require(!managed || inlined);
  require(!inlined || session);
  require(is_document || (!session && !trust));
  require(!trust || !principals_of(text).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  Parsed const document = parse(text);
  if (document.has_value()) check(*document);
  judge(text, document.has_value());
  require(counted_size(text) <= size);
  return 0;
}
