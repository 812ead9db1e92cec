#include "json_writer.h"

#include "iam/base/encoding.h"

#include <algorithm>

namespace iam::wire {
namespace {

std::string rendered(char bracket, std::vector<std::pair<std::string, std::string>>& members) {
  bool const is_object = bracket == '{';
  if (is_object) std::sort(members.begin(), members.end());
  std::string text(1, bracket);
  for (auto const& [name, value] : members) {
    if (text.size() > 1) text += ',';
    if (is_object) text.append(json_string(name)).append(":");
    text += value;
  }
  return text + (is_object ? '}' : ']');
}

}  // namespace

std::string json_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string quoted = "\"";
  for (char c : text) {
    switch (c) {
      case '"':
        quoted += "\\\"";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default: {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
          quoted.append("\\u00") += kHex[byte >> 4];
          quoted += kHex[byte & 15];
        } else {
          quoted += c;
        }
      }
    }
  }
  return quoted + '"';
}

std::string JsonWriter::take() {
  auto object = rendered('{', containers_.back().members);
  containers_.pop_back();
  return object;
}

void JsonWriter::put(std::string_view name, std::string value) {
  // A map's value arrives under the placeholder kMapValue; its key came just before.
  if (name == api::kMapValue.name && !map_keys_.empty()) {
    auto key = std::move(map_keys_.back());
    map_keys_.pop_back();
    containers_.back().members.emplace_back(std::move(key), std::move(value));
  } else {
    containers_.back().members.emplace_back(name, std::move(value));
  }
}

void JsonWriter::close(std::string_view name) {
  auto container = std::move(containers_.back());
  containers_.pop_back();
  put(name, rendered(container.bracket, container.members));
}

void JsonWriter::text(api::Member const& member, std::string_view text) {
  put(member.name, member.encoding == api::Encoding::kPercent ? json_string(percent_encode(text)) : json_string(text));
}

void JsonWriter::integer(api::Member const& member, std::int64_t number) { put(member.name, std::to_string(number)); }

void JsonWriter::boolean(api::Member const& member, bool flag) { put(member.name, flag ? "true" : "false"); }

void JsonWriter::timestamp(api::Member const& member, Time time) {
  put(member.name, std::to_string(epoch_seconds(time)));
}

void JsonWriter::absent(api::Member const& member) { put(member.name, "null"); }

}  // namespace iam::wire
