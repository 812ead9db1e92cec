// Lists: limit, marker, page_info.
#pragma once

#include "errors.h"
#include "iam/base/result.h"
#include "iam/call/call.h"
#include "iam/call/paging.h"
#include "json.h"
#include "parameters.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iam::gateway::huawei {

// As many as the request asks for; the rule of `limit` bounds it.
std::optional<std::int32_t> limit_of(Parameters const& in);

// `{"current_count": 2, "next_marker": "…"}`; without a next page there is no marker.
json::object page_info(std::size_t count, std::optional<std::string> const& next_marker);

// One page of a list of the store's.
class Page {
 public:
  static Result<Page> make(std::string_view list, service::Call const& call, Parameters const& in) {
    auto request = service::PageRequest::make(list, call.account(), limit_of(in), in.optional_text("marker"));
    if (!request.has_value()) return fail(errors::invalid_marker());
    return Page(*std::move(request));
  }

  service::PageRequest const* operator->() const { return &request_; }

  // Cuts `items` to the page and answers `{"users": […], "page_info": {…}}`: `position` is an item's position as
  // PageRequest wants it, `show` its JSON.
  template <class Item, class Position, class Show>
  json::value answer(std::string_view name, std::vector<Item> items, Position position, Show show) const {
    struct {
      std::optional<bool> is_truncated;
      std::optional<std::string> marker;
    } end;
    request_.finish(items, end, position);
    json::array shown;
    for (auto const& item : items) shown.push_back(show(item));
    return json::object{{name, std::move(shown)}, {"page_info", page_info(items.size(), end.marker)}};
  }

 private:
  explicit Page(service::PageRequest request) : request_(std::move(request)) {}

  service::PageRequest request_;
};

}  // namespace iam::gateway::huawei
