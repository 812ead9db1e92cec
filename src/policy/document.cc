#include "iam/policy/document.h"

#include "iam/base/text.h"
#include "iam/policy/conditions.h"
#include "json.h"
#include "reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iam::policy {
namespace {

using Texts = std::vector<std::string>;

struct KindName {
  PrincipalKind kind;
  std::string_view name;
};

constexpr KindName kPrincipalKinds[] = {
    {PrincipalKind::kEveryone, "*"},
    {PrincipalKind::kAws, "AWS"},
    {PrincipalKind::kService, "Service"},
    {PrincipalKind::kFederated, "Federated"},
    {PrincipalKind::kCanonicalUser, "CanonicalUser"},
};

// Reads on after a fault, so that every function is a straight line; the first fault is the one that is told.
class Reader {
 public:
  Parsed read(json::Value const& root) {
    Document document;
    if (root.kind == json::Kind::kObject) {
      read_document(root, document);
    } else {
      refuse(ParseFault::kNotAnObject, {}, root.begin);
    }
    if (!fault_.has_value()) fault_ = std::move(effect_case_);
    if (fault_.has_value()) return tl::unexpected(std::move(*fault_));
    return document;
  }

 private:
  void refuse(ParseFault fault, std::string_view subject, Position position) {
    if (!fault_.has_value()) fault_ = ParseError{fault, std::string(subject), position};
  }

  void read_document(json::Value const& root, Document& document) {
    json::Value const* statements = nullptr;
    for (auto const& [name, value] : root.members) {
      if (name == "Version") {
        document.version = version(value);
      } else if (name == "Id") {
        document.id = text(value, name);
      } else if (name == "Statement") {
        statements = &value;
      } else {
        refuse(ParseFault::kUnknownField, name, value.begin);
      }
    }
    if (statements == nullptr) {
      refuse(ParseFault::kNoStatement, {}, root.end);
    } else {
      read_statements(*statements, document);
    }
  }

  void read_statements(json::Value const& value, Document& document) {
    if (value.kind == json::Kind::kObject) {
      document.statements.push_back(statement(value, value.begin));
    } else if (value.kind != json::Kind::kList || value.members.empty()) {
      refuse(ParseFault::kNoStatement, {}, value.begin);
    } else {
      Position start = value.begin;
      for (json::Member const& element : value.members) {
        document.statements.push_back(statement(element.value, start));
        start = element.value.end;
      }
    }
  }

  Statement statement(json::Value const& value, Position start) {
    Statement read;
    read.start = start;
    read.end = value.end;
    if (value.kind != json::Kind::kObject) refuse(ParseFault::kWrongType, "Statement", value.begin);
    bool has_effect = false;
    for (auto const& [name, element] : value.members) {
      if (name == "Sid") {
        read.sid = text(element, name);
      } else if (name == "Effect") {
        read.effect = effect(element);
        has_effect = true;
      } else if (name == "Action") {
        read.actions = texts(element, name);
      } else if (name == "NotAction") {
        read.not_actions = texts(element, name);
      } else if (name == "Resource") {
        read.resources = texts(element, name, Nulls::kIgnored);
      } else if (name == "NotResource") {
        read.not_resources = texts(element, name, Nulls::kIgnored);
      } else if (name == "Principal") {
        read.principals = principals(element, name);
      } else if (name == "NotPrincipal") {
        read.not_principals = principals(element, name);
      } else if (name == "Condition") {
        read.conditions = conditions(element);
      } else {
        refuse(ParseFault::kUnknownField, name, element.begin);
      }
    }
    if (!has_effect) refuse(ParseFault::kNoEffect, "Effect", value.begin);
    if (read.actions && read.not_actions) refuse(ParseFault::kExclusiveFields, "Action", value.begin);
    if (read.resources && read.not_resources) refuse(ParseFault::kExclusiveFields, "Resource", value.begin);
    if (read.principals && read.not_principals) refuse(ParseFault::kExclusiveFields, "Principal", value.begin);
    return read;
  }

  Version version(json::Value const& value) {
    if (value.kind == json::Kind::kString && value.text == "2012-10-17") return Version::kOf2012;
    if (value.kind != json::Kind::kString || value.text != "2008-10-17") {
      refuse(ParseFault::kInvalidVersion, value.text, value.begin);
    }
    return Version::kOf2008;
  }

  Effect effect(json::Value const& value) {
    Effect const read = equals_ignoring_case(value.text, "Allow") ? Effect::kAllow : Effect::kDeny;
    if (value.kind == json::Kind::kString && (value.text == "Allow" || value.text == "Deny")) return read;
    if (read == Effect::kAllow || equals_ignoring_case(value.text, "Deny")) {
      effect_case_ = ParseError{ParseFault::kEffectCase, value.text, value.begin};
    } else {
      refuse(ParseFault::kInvalidEffect, value.text, value.begin);
    }
    return read;
  }

  std::string text(json::Value const& value, std::string_view element) {
    if (value.kind != json::Kind::kString) refuse(ParseFault::kWrongType, element, value.begin);
    return value.text;
  }

  // AWS was once seen to pass over null in a list of resources.
  enum class Nulls { kRefused, kIgnored };

  // A list of strings, or one string without a list.
  Texts texts(json::Value const& value, std::string_view element, Nulls nulls = Nulls::kRefused) {
    if (value.kind != json::Kind::kList) return {text(value, element)};
    Texts read;
    read.reserve(value.members.size());
    for (json::Member const& member : value.members) {
      if (nulls == Nulls::kIgnored && member.value.kind == json::Kind::kNull) continue;
      read.push_back(text(member.value, element));
    }
    return read;
  }

  std::vector<Principal> principals(json::Value const& value, std::string_view element) {
    if (value.kind == json::Kind::kString && value.text == "*") return {Principal{PrincipalKind::kEveryone, "*"}};
    if (value.kind != json::Kind::kObject) refuse(ParseFault::kWrongType, element, value.begin);
    std::vector<Principal> read;
    for (auto const& [name, member] : value.members) {
      auto const* const kind = std::ranges::find(kPrincipalKinds, name, &KindName::name);
      if (kind == std::end(kPrincipalKinds) || kind->kind == PrincipalKind::kEveryone) {
        refuse(ParseFault::kUnknownPrincipalKind, name, member.begin);
        continue;
      }
      for (std::string& principal : texts(member, element)) read.push_back({kind->kind, std::move(principal)});
    }
    return read;
  }

  std::vector<Condition> conditions(json::Value const& value) {
    std::vector<Condition> read;
    if (value.kind != json::Kind::kObject) refuse(ParseFault::kWrongType, "Condition", value.begin);
    for (auto const& [op, keys] : value.members) {
      if (keys.kind != json::Kind::kObject) refuse(ParseFault::kWrongType, "Condition", keys.begin);
      // An operator that nobody knows is let through as long as it compares nothing.
      if (!keys.members.empty() && !parse_operator(op)) refuse(ParseFault::kUnknownOperator, op, keys.begin);
      for (auto const& [key, values] : keys.members) read.push_back({op, key, condition_values(values)});
    }
    return read;
  }

  Texts condition_values(json::Value const& value) {
    if (value.kind != json::Kind::kList) return {condition_value(value)};
    Texts read;
    read.reserve(value.members.size());
    for (json::Member const& member : value.members) read.push_back(condition_value(member.value));
    return read;
  }

  std::string condition_value(json::Value const& value) {
    bool const is_literal =
        value.kind == json::Kind::kString || value.kind == json::Kind::kNumber || value.kind == json::Kind::kBool;
    if (!is_literal) refuse(ParseFault::kWrongType, "Condition", value.begin);
    return value.text;
  }

  std::optional<ParseError> fault_;
  std::optional<ParseError> effect_case_;
};

}  // namespace

std::string_view principal_kind_name(PrincipalKind kind) {
  auto const* const found = std::ranges::find(kPrincipalKinds, kind, &KindName::kind);
  return found->name;
}

Parsed document_of(json::Value const& root) { return Reader().read(root); }

Parsed parse(std::string_view text) {
  return json::read(text).and_then([](json::Value const& root) { return document_of(root); });
}

}  // namespace iam::policy
