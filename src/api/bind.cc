#include "iam/api/bind.h"

#include "iam/api/error_codes.h"
#include "iam/api/pattern.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "iam/base/xml_text.h"
#include "sentence.h"

#include <algorithm>
#include <limits>

namespace iam::api {
namespace {

constexpr std::string_view kPatternText = "Member must satisfy regular expression pattern: ";
constexpr std::string_view kEnumText = "Member must satisfy enum value set";

std::string at_most(std::string_view what, std::int64_t limit) {
  return "Member must have " + std::string(what) + " less than or equal to " + std::to_string(limit);
}

std::string at_least(std::string_view what, std::int64_t limit) {
  return "Member must have " + std::string(what) + " greater than or equal to " + std::to_string(limit);
}

std::string enum_text(Constraint const& constraint) {
  auto const values = constraint.told.empty() ? constraint.values : constraint.told;
  auto text = std::string(kEnumText) + ": [";
  for (auto const& value : values) {
    if (&value != values.data()) text += ", ";
    text += value;
  }
  return text + "]";
}

bool in_range(Constraint const& constraint, std::int64_t measure) {
  return (!constraint.min || measure >= *constraint.min) && (!constraint.max || measure <= *constraint.max);
}

bool is_listed(Constraint const& constraint, std::string_view text) {
  return std::find(constraint.values.begin(), constraint.values.end(), text) != constraint.values.end();
}

bool satisfies_pattern(Constraint const& constraint, std::string_view text) {
  // A rule told in a sentence is checked in the third phase instead.
  return constraint.pattern.empty() || constraint.sentence != Sentence::kNone || matches(constraint.pattern, text);
}

std::int64_t length_of(std::string_view text) { return static_cast<std::int64_t>(count_code_points(text)); }

// "[Member must have length less than or equal to 128, …]": all constraints of a list's elements, broken or not.
std::string element_rules(Constraint const& constraint) {
  std::vector<std::string> rules;
  if (constraint.max) rules.push_back(at_most("length", *constraint.max));
  if (constraint.min) rules.push_back(at_least("length", *constraint.min));
  if (!constraint.pattern.empty()) rules.push_back(std::string(kPatternText).append(constraint.pattern));
  if (!constraint.values.empty()) rules.push_back(enum_text(constraint));
  if (constraint.never_null) rules.emplace_back("Member must not be null");
  std::string text = "Member must satisfy constraint: [";
  for (std::size_t i = 0; i < rules.size(); ++i) text.append(i == 0 ? "" : ", ").append(rules[i]);
  return text + "]";
}

// "[one, two]", as AWS prints a list of texts. How it prints structures takes their names, which are not known here.
std::string list_text(std::vector<Value> const& items) {
  if (!items.empty() && items.front().kind != Value::Kind::kText) return {};
  std::string text = "[";
  for (auto const& item : items) text.append(&item == items.data() ? "" : ", ").append(item.text);
  return text + "]";
}

bool element_is_sound(Constraint const& constraint, std::string_view text) {
  return in_range(constraint, length_of(text)) && satisfies_pattern(constraint, text) &&
         (constraint.values.empty() || is_listed(constraint, text));
}

}  // namespace

std::optional<Error> Violations::error() const {
  if (malformed_.has_value()) return malformed_;
  if (!broken_.empty()) {
    std::string message = std::to_string(broken_.size());
    message += broken_.size() == 1 ? " validation error detected: " : " validation errors detected: ";
    for (std::size_t i = 0; i < broken_.size(); ++i) message.append(i == 0 ? "" : "; ").append(broken_[i]);
    return make_error(kValidationError, std::move(message));
  }
  if (sentence_.has_value()) return make_error(kValidationError, sentence_);
  return std::nullopt;
}

void Violations::add(std::string_view path, std::string_view label, std::optional<std::string_view> value,
                     std::string_view constraint) {
  add(path, label, value, constraint, wording_);
}

void Violations::add(std::string_view path, std::string_view label, std::optional<std::string_view> value,
                     std::string_view constraint, Wording wording) {
  std::string text = "Value ";
  if (wording == Wording::kWithValue)
    text.append(value ? "'" : "null").append(value.value_or("")).append(value ? "' " : " ");
  text.append("at '").append(path).append(label).append("' failed to satisfy constraint: ").append(constraint);
  broken_.push_back(std::move(text));
}

void Binder::missing(Member const& member) {
  violations_.add(path_, member.label, std::nullopt, "Member must not be null");
}

void Binder::malformed(std::optional<std::string> message) {
  if (violations_.malformed_.has_value()) return;
  violations_.malformed_ = make_error(kMalformedInput, std::move(message));
}

void Binder::check_text(Member const& member, std::string_view text) {
  check_characters(member.constraint, text);
  if (member.constraint == nullptr) return;
  auto const& constraint = *member.constraint;
  auto const add = [&](std::string_view rule) { violations_.add(path_, member.label, text, rule); };
  // AWS lists a member's pattern before its length.
  if (!satisfies_pattern(constraint, text)) add(std::string(kPatternText).append(constraint.pattern));
  check_enumeration(member, text);
  if (constraint.min || constraint.max) check_length(member, text, length_of(text));
  check_sentence(constraint, member.label, text);
}

// Where IAM was seen not to repeat the value, nor did it list those that there are.
void Binder::check_enumeration(Member const& member, std::string_view text) {
  auto const& constraint = *member.constraint;
  if (constraint.values.empty() || is_listed(constraint, text)) return;
  auto const wording = constraint.quoted ? Wording::kWithValue : violations_.wording_;
  auto const rule = wording == Wording::kWithValue ? enum_text(constraint) : std::string(kEnumText);
  violations_.add(path_, member.label, text, rule, wording);
}

// Where a pattern judges the characters, it has the better words. AWS's are not known for the rest.
void Binder::check_characters(Constraint const* constraint, std::string_view text) {
  bool const is_judged = constraint != nullptr && (!constraint->pattern.empty() || !constraint->values.empty());
  if (!is_judged && !is_xml_text(text)) malformed(std::nullopt);
}

void Binder::check_sentence(Constraint const& constraint, std::string_view label, std::string_view text) {
  if (!violations_.sentence_.has_value()) violations_.sentence_ = broken_sentence(constraint.sentence, label, text);
}

void Binder::check_length(Member const& member, std::string_view value, std::int64_t length) {
  if (member.constraint == nullptr) return;
  auto const& constraint = *member.constraint;
  auto const add = [&](std::string_view rule) { violations_.add(path_, member.label, value, rule); };
  if (constraint.max && length > *constraint.max) add(at_most("length", *constraint.max));
  if (constraint.min && length < *constraint.min) add(at_least("length", *constraint.min));
}

void Binder::check_number(Member const& member, std::int64_t number) {
  if (member.constraint == nullptr) return;
  auto const& constraint = *member.constraint;
  auto const add = [&](std::string_view rule) { violations_.add(path_, member.label, std::to_string(number), rule); };
  if (constraint.max && number > *constraint.max) add(at_most("value", *constraint.max));
  if (constraint.min && number < *constraint.min) add(at_least("value", *constraint.min));
}

std::string_view const* Binder::find_text(Member const& member) {
  Value const* value = structure_.find(member.name);
  return value != nullptr && value->kind == Value::Kind::kText ? &value->text : nullptr;
}

Value const* Binder::find_list(Member const& member) {
  static Value const kEmptyList{.kind = Value::Kind::kList};
  Value const* value = structure_.find(member.name);
  if (value == nullptr) return nullptr;
  // The Query protocol writes an empty list as an empty parameter.
  if (value->kind == Value::Kind::kText && value->text.empty()) return &kEmptyList;
  if (value->kind != Value::Kind::kList) return nullptr;
  auto const length = static_cast<std::int64_t>(value->items.size());
  if (member.constraint != nullptr && !in_range(*member.constraint, length)) {
    check_length(member, list_text(value->items), length);
  }
  return value;
}

std::string Binder::element_path(Member const& member, std::size_t index) const {
  return path_ + std::string(member.label) + "." + std::to_string(index + 1) + ".member.";
}

bool Binder::read(Member const& member, std::string& out) {
  auto const* text = find_text(member);
  if (text == nullptr) return false;
  check_text(member, *text);
  out = *text;
  return true;
}

bool Binder::read(Member const& member, Secret& out) {
  std::string text;
  if (!read(member, text)) return false;
  out = Secret(std::move(text));
  return true;
}

bool Binder::read(Member const& member, Blob& out) {
  auto const* text = find_text(member);
  if (text == nullptr) return false;
  auto bytes = base64_decode(*text);
  if (!bytes.has_value()) {
    malformed(std::nullopt);
    return true;
  }
  check_length(member, *text, static_cast<std::int64_t>(bytes->size()));
  out.bytes = *std::move(bytes);
  return true;
}

template <class Number>
bool Binder::read_number(Member const& member, Number& out) {
  auto const* text = find_text(member);
  if (text == nullptr) return false;
  if (text->empty()) {
    malformed("missing value for decimal type");
    return true;
  }
  auto digits = *text;
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  if (auto const number = whole_number<Number>(digits)) {
    out = *number;
    check_number(member, out);
  } else {
    malformed(std::nullopt);
  }
  return true;
}

bool Binder::read(Member const& member, std::int32_t& out) { return read_number(member, out); }

bool Binder::read(Member const& member, std::int64_t& out) { return read_number(member, out); }

bool Binder::read(Member const& member, bool& out) {
  auto const* text = find_text(member);
  if (text == nullptr) return false;
  // AWS was seen to take these and no other spelling. https://github.com/radkawar/stackd, credential_inputs.json.
  out = *text == "true" || *text == "1";
  if (!out && *text != "false" && *text != "0") malformed(std::nullopt);
  return true;
}

bool Binder::read(Member const& member, Time& out) {
  auto const* text = find_text(member);
  if (text == nullptr) return false;
  if (auto const time = parse_iso8601(*text)) {
    out = *time;
  } else {
    malformed(std::nullopt);
  }
  return true;
}

bool Binder::read(Member const& member, std::vector<std::string>& out) {
  Value const* list = find_list(member);
  if (list == nullptr) return false;
  out.reserve(list->items.size());
  bool sound = true;
  for (auto const& item : list->items) {
    out.emplace_back(item.text);
    check_characters(member.element, item.text);
    if (member.element == nullptr) continue;
    sound = sound && element_is_sound(*member.element, item.text);
    check_sentence(*member.element, member.label, item.text);
  }
  // One report for the whole list, with every rule its elements must obey.
  if (!sound) {
    violations_.add(path_, member.label, list_text(list->items), element_rules(*member.element));
  }
  return true;
}

bool Binder::read(Member const& member, std::map<std::string, std::string>& out) {
  Value const* map = structure_.find(member.name);
  if (map == nullptr || map->kind != Value::Kind::kList) return false;
  for (auto const& entry : map->items) {
    Value const* key = entry.find("key");
    Value const* value = entry.find("value");
    if (key == nullptr || value == nullptr) continue;
    check_characters(nullptr, key->text);
    check_characters(nullptr, value->text);
    out.try_emplace(std::string(key->text), value->text);
  }
  return true;
}

}  // namespace iam::api
