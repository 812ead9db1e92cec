#include "iam/face/parameters.h"

#include "iam/api/secret_members.h"
#include "iam/base/encoding.h"
#include "iam/base/text.h"
#include "iam/wire/query.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <utility>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// Of the protocol, not of the model: what proves who sends a request.
constexpr std::array<std::string_view, 4> kProofs{"X-Amz-Security-Token", "X-Amz-Signature", "SecurityToken",
                                                  "Signature"};
// How a request is signed, and how its answer is written.
constexpr std::array<std::string_view, 6> kOfProtocol{"ContentType", "X-Amz-Algorithm", "X-Amz-Credential",
                                                      "X-Amz-Date",  "X-Amz-Expires",   "X-Amz-SignedHeaders"};
constexpr std::array<std::string_view, 2> kOfOperation{"Action", "Version"};
// As long as a code of an MFA device. What is shorter is part of many a word.
constexpr std::size_t kSecretLengthMin = 6;

// Without what differs from face to face.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (char const c : name) {
    if (c != '_' && c != '-') plain += to_lower(c);
  }
  return plain;
}

// `text`, of any case and with any `_` and `-`, is the plain name.
bool is_called(std::string_view text, std::string_view plain) {
  auto expected = plain.begin();
  for (char const c : text) {
    if (c == '_' || c == '-') continue;
    if (expected == plain.end() || to_lower(c) != *expected++) return false;
  }
  return expected == plain.end();
}

// Asked for every parameter of every request: nearly all are none by their first letter and their length.
class SecretNames {
 public:
  SecretNames() {
    for (auto const name : api::secret_members()) add(name);
    for (auto const name : kProofs) add(name);
  }

  bool has(std::string_view part) const {
    std::size_t length = 0;
    char first = 0;
    for (char const c : part) {
      if (c == '_' || c == '-') continue;
      if (length++ == 0) first = c;
    }
    if (length >= kLengthsMax || (lengths_[place_of(first)] >> length & 1) == 0) return false;
    return std::ranges::any_of(names_, [&](std::string const& name) { return is_called(part, name); });
  }

 private:
  static constexpr std::size_t kLengthsMax = 64;
  static constexpr std::size_t kPlaces = 32;

  // Of a letter the same in either case.
  static std::size_t place_of(char first) { return static_cast<unsigned char>(first) % kPlaces; }

  void add(std::string_view name) {
    auto plain = plain_name(name);
    lengths_[place_of(plain.front())] |= std::uint64_t{1} << plain.size();
    names_.push_back(std::move(plain));
  }

  std::vector<std::string> names_;
  std::array<std::uint64_t, kPlaces> lengths_{};  // by the first letter, a bit for each length
};

bool is_part_secret(std::string_view part) {
  static SecretNames const kNames;
  return kNames.has(part);
}

// Without escapes; as it is when they are broken.
std::string decoded(std::string_view text) {
  std::string plain;
  if (!percent_decode(text, PlusSign::kSpace, plain)) return std::string(text);
  return plain;
}

bool is_secret_field(std::string_view encoded_name) {
  bool const is_encoded = std::ranges::any_of(encoded_name, [](char c) { return c == '%' || c == '+'; });
  return is_encoded ? is_secret_parameter(decoded(encoded_name)) : is_secret_parameter(encoded_name);
}

void keep_form(std::string_view form, KeptParameters& kept) {
  while (!form.empty()) {
    auto const field = take_until(form, '&');
    if (field.empty()) continue;
    auto value = field;
    auto const name = take_until(value, '=');
    auto shown = field;
    std::string hidden;
    if (is_secret_field(name)) {
      kept.taken_out.emplace_back(decoded(value));
      hidden.append(name).append("=").append(kHidden);
      shown = hidden;
    }
    if (kept.text.size() + shown.size() > kKeptParametersMax) {
      kept.is_cut = true;
      continue;
    }
    if (!kept.text.empty()) kept.text += '&';
    kept.text += shown;
  }
}

void take_text(json::value const& value, std::vector<Secret>& taken_out) {
  if (auto const* text = value.if_string()) {
    taken_out.emplace_back(std::string(*text));
  } else {
    taken_out.emplace_back(json::serialize(value));
  }
}

json::value without_secrets(json::value const& value, std::vector<Secret>& taken_out) {
  if (auto const* list = value.if_array()) {
    json::array kept;
    for (auto const& item : *list) kept.push_back(without_secrets(item, taken_out));
    return kept;
  }
  auto const* object = value.if_object();
  if (object == nullptr) return value;
  json::object kept;
  for (auto const& [name, member] : *object) {
    if (is_part_secret(name)) {
      take_text(member, taken_out);
      kept[name] = kHidden;
    } else {
      kept[name] = without_secrets(member, taken_out);
    }
  }
  return kept;
}

json::value readable(api::Value const& value) {
  switch (value.kind) {
    case api::Value::Kind::kText:
      return json::value(value.text);
    case api::Value::Kind::kList: {
      json::array list;
      for (auto const& item : value.items) list.push_back(readable(item));
      return list;
    }
    case api::Value::Kind::kStructure:
      break;
  }
  json::object object;
  for (auto const& [name, member] : value.fields) object[name] = readable(member);
  return object;
}

}  // namespace

bool is_secret_parameter(std::string_view name) {
  while (!name.empty()) {
    if (is_part_secret(take_until(name, '.'))) return true;
  }
  return false;
}

KeptParameters kept_parameters(std::string_view form, std::string_view url_query) {
  KeptParameters kept;
  kept.text.reserve(std::min(form.size() + url_query.size() + 1, kKeptParametersMax));
  keep_form(form, kept);
  keep_form(url_query, kept);
  return kept;
}

KeptParameters kept_parameters(json::value const& parameters) {
  KeptParameters kept{.form = KeptParameters::Form::kJson, .text = {}};
  kept.text = json::serialize(without_secrets(parameters, kept.taken_out));
  if (kept.text.size() > kKeptParametersMax) {
    kept.text.clear();
    kept.is_cut = true;
  }
  return kept;
}

std::string without_secrets(std::string_view sentence, std::vector<Secret> const& taken_out) {
  std::string freed(sentence);
  for (auto const& secret : taken_out) {
    auto const& text = secret.reveal();
    if (text.size() < kSecretLengthMin) continue;
    for (auto at = freed.find(text); at != std::string::npos; at = freed.find(text, at + kHidden.size())) {
      freed.replace(at, text.size(), kHidden);
    }
  }
  return freed;
}

// Method, path, query; then headers, one a line.
std::string readable_canonical_request(std::string_view canonical) {
  constexpr std::string_view kProvingHeaders[] = {"authorization", "cookie", "x-amz-security-token"};
  std::string readable;
  for (int line_number = 0; !canonical.empty(); ++line_number) {
    auto const line = take_until(canonical, '\n');
    auto const name = line.substr(0, line.find(':'));
    if (line_number > 0) readable += '\n';
    if (line_number == 2) {
      KeptParameters query;
      keep_form(line, query);
      readable += query.text;
    } else if (name.size() < line.size() && std::ranges::find(kProvingHeaders, name) != std::end(kProvingHeaders)) {
      readable.append(name).append(":").append(kHidden);
    } else {
      readable += line;
    }
  }
  return readable;
}

json::value readable_parameters(KeptParameters::Form form, std::string_view text, std::string_view operation) {
  if (text.empty()) return json::object();
  if (form == KeptParameters::Form::kJson) {
    json::error_code error;
    auto parsed = json::parse(text, error);
    return error ? json::value() : parsed;
  }
  auto const query = wire::QueryRequest::parse(text, "");
  if (!query.has_value()) return nullptr;
  auto read = readable(query->parameters());
  if (auto* object = read.if_object()) {
    for (auto const name : kOfProtocol) object->stable_erase(name);
    if (!operation.empty()) {
      for (auto const name : kOfOperation) object->stable_erase(name);
    }
  }
  return read;
}

}  // namespace iam::gateway
