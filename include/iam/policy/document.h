// A policy document as a value: what the text says, element by element, and where in the text each statement stands.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#pragma once

#include <tl/expected.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::policy {

// The limit of the parameters that carry a document is 131,072 characters, none above U+00FF: two bytes each.
inline constexpr std::size_t kDocumentBytesMax = 2 * 131'072;
// A sound document is six deep. The rest is room for a sentence about what is wrong with it.
inline constexpr std::size_t kDocumentDepthMax = 32;

// A place in the text, as AWS's simulator counts: from 1, lines end at LF, CR LF or a CR by itself, columns are UTF-16
// units.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  auto operator<=>(Position const&) const = default;
};

enum class Effect { kAllow, kDeny };

// Whether `${aws:username}` is a variable or text: only in a document of version 2012-10-17.
enum class Version { kOf2008, kOf2012 };

// Who is named: `"Principal": "*"` is kEveryone, every member of an object of principals has its own kind.
enum class PrincipalKind { kEveryone, kAws, kService, kFederated, kCanonicalUser };

// As documents spell the kind: "AWS", "Service", … ; "*" for kEveryone.
std::string_view principal_kind_name(PrincipalKind kind);

struct Principal {
  PrincipalKind kind = PrincipalKind::kEveryone;
  std::string value;  // "*" for kEveryone

  bool operator==(Principal const&) const = default;
};

// One key of one operator. The conditions of a statement must all hold, one of the values is enough for each.
struct Condition {
  std::string op;                   // as written: "ForAllValues:StringLikeIfExists"
  std::string key;                  // as written: "aws:RequestTag/Team"
  std::vector<std::string> values;  // numbers and truth values as they were spelled
};

// An element that is absent is not the same as one that is an empty list, neither when a document is saved nor later.
struct Statement {
  std::string sid;
  Effect effect = Effect::kDeny;
  std::optional<std::vector<std::string>> actions;
  std::optional<std::vector<std::string>> not_actions;
  std::optional<std::vector<std::string>> resources;
  std::optional<std::vector<std::string>> not_resources;
  std::optional<std::vector<Principal>> principals;
  std::optional<std::vector<Principal>> not_principals;
  std::vector<Condition> conditions;
  // Where AWS's reader stood. In a list the first statement starts just after the `[` and each later one where the one
  // before it ended, a statement by itself just after its own `{`; each ends just after its `}`.
  Position start;
  Position end;
};

struct Document {
  Version version = Version::kOf2008;  // what AWS assumes when a document does not say
  std::string id;
  std::vector<Statement> statements;
};

// What kept a text from being a document. The save-time sentences of each kind of policy are made from it.
enum class ParseFault {
  kInvalidJson,           // or deeper or longer than the limits above
  kDuplicateMember,       // subject: the member's name
  kNotAnObject,           // the whole document
  kUnknownField,          // subject: the member's name
  kUnknownPrincipalKind,  // subject: the kind, where "AWS" may be
  kInvalidVersion,        // subject: the version
  kNoStatement,           // missing, empty, or neither an object nor a list
  kWrongType,             // subject: the element's name
  kExclusiveFields,       // subject: "Action", "Resource" or "Principal", which stands beside its Not…
  kNoEffect,
  kInvalidEffect,    // subject: the effect
  kEffectCase,       // subject: the effect, which is right but for its case; told only when nothing else is wrong
  kUnknownOperator,  // subject: the condition operator
};

struct ParseError {
  ParseFault fault = ParseFault::kInvalidJson;
  std::string subject;
  Position position;
};

using Parsed = tl::expected<Document, ParseError>;

// Reads identity, resource, trust, session and organization policies alike: what each of them demands or forbids beyond
// the grammar is the business of iam/policy/grammar.h. Linear in the length of the text, whatever the text.
Parsed parse(std::string_view text);

// Its length in characters as AWS counts against quotas: white space outside strings is free.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
std::size_t counted_size(std::string_view text);

}  // namespace iam::policy
