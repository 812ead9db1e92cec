#include "completion_list.h"

#include "iam/base/text.h"

#include <algorithm>
#include <utility>

namespace iam::gateway {

namespace json = boost::json;

CompletionList::CompletionList(std::string_view typed, std::size_t limit)
    : typed_(to_lower_ascii(typed)), limit_(limit) {}

void CompletionList::offer(std::string_view text, std::string_view detail) {
  auto const place = to_lower_ascii(text).find(typed_);
  if (place == std::string::npos) return;
  put(place == 0 ? begin_so_ : contain_it_, text, detail);
}

void CompletionList::offer_named(std::string_view text, std::string_view name) {
  if (to_lower_ascii(text).starts_with(typed_)) return put(begin_so_, text, name);
  auto const is_found = [&](std::string_view word) { return to_lower_ascii(word).find(typed_) != std::string::npos; };
  if (is_found(text) || is_found(name)) put(contain_it_, text, name);
}

void CompletionList::take(std::string_view text, std::string_view detail) { put(begin_so_, text, detail); }

// One more than the limit tells that there are more.
void CompletionList::put(std::vector<Completion>& list, std::string_view text, std::string_view detail) {
  if (list.size() > limit_ || std::ranges::find(list, text, &Completion::text) != list.end()) return;
  list.push_back({std::string(text), detail});
}

json::object CompletionList::told() && {
  auto all = std::move(begin_so_);
  for (auto& each : contain_it_) all.push_back(std::move(each));
  bool const is_truncated = all.size() > limit_;
  if (is_truncated) all.erase(all.begin() + static_cast<std::ptrdiff_t>(limit_), all.end());
  json::array list;
  for (auto const& [text, detail] : all) list.push_back(json::object{{"text", text}, {"detail", detail}});
  return {{"completions", std::move(list)}, {"truncated", is_truncated}};
}

}  // namespace iam::gateway
