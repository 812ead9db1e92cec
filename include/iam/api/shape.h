// What the model says about a shape's members. The generator writes constants of these types; everything
// that reads or writes shapes (Binder, Emitter, the codecs) is written once over them.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace iam::api {

enum class Presence { kOptional, kRequired };

// Rules that AWS states in sentences of their own, one at a time and only once every rule of the
// validation grammar (null, length, range, enum, pattern) holds.
enum class Sentence {
  kNone,
  kName,            // "The specified value for userName is invalid. It must contain only alphanumeric …"
  kPath,            // "… It must begin and end with / and contain only alphanumeric characters and/or / …"
  kPathPrefix,      // "… It must begin with the / character and contain only alphanumeric …"
  kPolicyPath,      // of a managed policy: as kPath where it is the path, as kPathPrefix where it is a prefix
  kAlphanumeric,    // "… It must contain only alphanumeric characters."
  kPrintableAscii,  // "… It must contain only printable ASCII characters."
  kAccountAlias,    // "… It must be a minimum length of 3 characters and …"
};

// The limits of a shape. Counted in code points for strings, bytes for blobs, elements for lists; the value
// itself for numbers.
struct Constraint {
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  std::string_view pattern;                  // as AWS prints it; empty: none
  std::span<std::string_view const> values;  // an enumeration's; empty: none
  std::span<std::string_view const> told;    // the same in the order in which AWS lists them; empty: not known
  Sentence sentence = Sentence::kNone;
  bool never_null = false;  // of a list's elements: AWS names this rule among theirs
  bool quoted = false;      // of an enumeration: AWS repeats what is none of its values, and lists these
};

// How AWS transforms a string on its way out.
enum class Encoding { kPlain, kPercent };  // policy documents are percent-encoded in answers

// One member of a structure.
struct Member {
  std::string_view name;   // "UserName"
  std::string_view label;  // "userName": how validation messages call it
  Presence presence = Presence::kOptional;
  Constraint const* constraint = nullptr;  // of the member's own shape; null: none
  Constraint const* element = nullptr;     // of a list's elements or a map's values; null: none
  Encoding encoding = Encoding::kPlain;
};

// A `Shape`, constant or not: one description of its members serves reading and writing.
template <class T, class Shape>
concept Of = std::same_as<std::remove_const_t<T>, Shape>;

// Bytes that travel as base64.
struct Blob {
  std::string bytes;
  bool operator==(Blob const&) const = default;
};

// The output of an operation that has none: the answer then carries no <XResult> element.
struct NoOutput {};

}  // namespace iam::api
