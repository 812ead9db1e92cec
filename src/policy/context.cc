#include "iam/policy/context.h"

#include "iam/base/text.h"

#include <algorithm>
#include <utility>

namespace iam::policy {

namespace {

ContextEntry single(std::string lowered_key, std::string value) {
  ContextEntry entry{std::move(lowered_key), ContextEntry::Kind::kSingle, {}};
  entry.values.push_back(std::move(value));
  return entry;
}

}  // namespace

void Context::set(std::string_view key, std::string value) { put(single(to_lower_ascii(key), std::move(value))); }

void Context::set_list(std::string_view key, std::vector<std::string> values) {
  put({to_lower_ascii(key), ContextEntry::Kind::kList, std::move(values)});
}

void Context::set_values(std::string_view key, std::vector<std::string> values) {
  if (values.size() != 1) return set_list(key, std::move(values));
  set(key, std::move(values.front()));
}

void Context::set_unless_there(std::string_view key, std::string value) {
  auto lowered = to_lower_ascii(key);
  if (find_lowered(lowered) == nullptr) put(single(std::move(lowered), std::move(value)));
}

void Context::add(ContextEntry entry) {
  entry.key = to_lower_ascii(entry.key);
  put(std::move(entry));
}

void Context::add(Context others) {
  for (auto& entry : others.entries_) put(std::move(entry));
}

void Context::add_unless_there(Context others) {
  for (auto& entry : others.entries_) {
    if (find_lowered(entry.key) == nullptr) put(std::move(entry));
  }
}

void Context::erase(std::string_view key) {
  std::erase_if(entries_, [lowered = to_lower_ascii(key)](ContextEntry const& entry) { return entry.key == lowered; });
}

ContextEntry const* Context::find_lowered(std::string_view key) const {
  auto const found = std::ranges::lower_bound(entries_, key, {}, &ContextEntry::key);
  return found != entries_.end() && found->key == key ? &*found : nullptr;
}

ContextEntry const* Context::find(std::string_view key) const { return find_lowered(to_lower_ascii(key)); }

void Context::put(ContextEntry entry) {
  constexpr std::size_t kUsualKeys = 16;  // of a caller and its request
  if (entries_.capacity() == 0) entries_.reserve(kUsualKeys);
  auto const found = std::ranges::lower_bound(entries_, entry.key, {}, &ContextEntry::key);
  if (found != entries_.end() && found->key == entry.key) {
    *found = std::move(entry);
  } else {
    entries_.insert(found, std::move(entry));
  }
}

}  // namespace iam::policy
