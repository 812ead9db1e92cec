// Pages: MaxItems, Marker, IsTruncated, for every list operation.
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// How many items a page has when the request does not say; the model bounds what it may say to 1–1000.
inline constexpr std::int32_t kPageItemsDefault = 100;

// Where a list was left off. A marker is opaque to clients: it names its list and account and carries a check, so that
// one made up, damaged or taken from another list is refused.
class PageRequest {
 public:
  // `list` is the operation's name. Answers `Invalid Marker.` for a marker that this list did not hand out.
  static Result<PageRequest> make(std::string_view list, AccountId account,
                                  std::optional<std::int32_t> const& max_items,
                                  std::optional<std::string> const& marker);

  // The position after which the page begins, as given to finish() before; empty: the beginning.
  std::string const& after() const { return after_; }

  // The same for lists whose positions are numbers above 0; 0: the beginning.
  // INVARIANT: it is a number when the list's positions are, for markers carry a check.
  std::int64_t after_number() const { return after_.empty() ? 0 : std::stoll(after_); }

  // How many items to ask the store for: one more than the page holds tells whether there are more.
  std::int64_t fetch_limit() const { return max_items_ + 1; }

  // Cuts `items` to the page and fills IsTruncated and Marker of `response`. `position` answers an item's position.
  template <class Item, class Response, class Position>
  void finish(std::vector<Item>& items, Response& response, Position position) const {
    bool const truncated = items.size() > static_cast<std::size_t>(max_items_);
    response.is_truncated = truncated;
    if (!truncated) return;
    items.resize(static_cast<std::size_t>(max_items_));
    response.marker = marker_at(position(items.back()));
  }

 private:
  PageRequest(std::string_view list, AccountId account, std::int32_t max_items)
      : list_(list), account_(account), max_items_(max_items) {}

  std::string marker_at(std::string_view position) const;
  std::string check_of(std::string_view position) const;

  std::string list_;
  AccountId account_;
  std::int32_t max_items_;
  std::string after_;
};

}  // namespace iam::service
