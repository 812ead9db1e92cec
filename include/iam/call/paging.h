// Pages: MaxItems, Marker, IsTruncated, for every list operation.
#pragma once

#include "iam/base/account.h"
#include "iam/base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::service {

// How many items a page has when the request does not say; the model bounds what it may say to 1–1000.
inline constexpr std::int32_t kPageItemsDefault = 100;
// A page ends, too, with the item that brings its answer to so many bytes. AWS's pages may have fewer items than were
// asked for: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html, MaxItems.
inline constexpr std::size_t kAnswerBytesMax = std::size_t{8} * 1024 * 1024;

// What an item with a document takes of them, about and at most: answers have documents percent-encoded.
inline std::size_t shown_bytes(std::optional<std::string> const& document) {
  constexpr std::size_t kOtherBytes = 1024;
  constexpr std::size_t kEncodedBytes = 3;
  return kOtherBytes + (document.has_value() ? kEncodedBytes * document->size() : 0);
}

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

  // The same for items that may be long. `show` puts one into the response and answers how many bytes it takes there.
  template <class Item, class Response, class Position, class Show>
  void show(std::vector<Item>& items, Response& response, Position position, Show show_item) const {
    finish(items, response, position);
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      bytes += show_item(items[i]);
      if (bytes < kAnswerBytesMax || i + 1 == items.size()) continue;
      response.is_truncated = true;
      response.marker = marker_at(position(items[i]));
      return;
    }
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

// One list that runs through several sections, and is left off in one of them: users first, then groups, each by name.
template <class Item>
class SectionedPage {
 public:
  // `page` lives as long.
  explicit SectionedPage(PageRequest const& page) : page_(page) {
    std::string_view const marked = page.after();
    auto const blank = std::min(marked.find(' '), marked.size());
    marked_section_ = marked.substr(0, blank);
    marked_position_ = marked.substr(std::min(blank + 1, marked.size()));
    is_reached_ = marked.empty();
  }

  // Goes on to a section, whose name has no blank; whether this page may show something of it. To be asked of every
  // section, in their order, also of those that the request leaves out.
  bool enter(std::string_view section) {
    section_ = section;
    bool const is_marked = !is_reached_ && section == marked_section_;
    after_ = is_marked ? marked_position_ : std::string_view();
    is_reached_ = is_reached_ || is_marked;
    return is_reached_ && fetch_limit() > 0;
  }

  // As those of PageRequest, in the section that was entered.
  std::string_view after() const { return after_; }
  std::int64_t fetch_limit() const { return page_.fetch_limit() - std::ssize(items_); }

  // What the section has behind after(). `position` answers an item's position in it.
  template <class Position>
  void add(std::vector<Item> items, Position position) {
    for (auto& item : items) {
      auto place = std::string(section_).append(" ").append(position(item));
      items_.push_back({std::move(place), std::move(item)});
    }
  }

  // Shows the items of the page, and fills IsTruncated and Marker, as PageRequest::show does.
  template <class Response, class Show>
  void show(Response& response, Show show_item) {
    page_.show(
        items_, response, [](Placed const& placed) { return placed.place; },
        [&](Placed const& placed) { return show_item(placed.item); });
  }

  // The items of the page. Fills IsTruncated and Marker of `response`.
  template <class Response>
  std::vector<Item> finish(Response& response) {
    page_.finish(items_, response, [](Placed const& placed) { return placed.place; });
    std::vector<Item> items;
    for (auto& placed : items_) items.push_back(std::move(placed.item));
    return items;
  }

 private:
  struct Placed {
    std::string place;
    Item item;
  };

  PageRequest const& page_;
  std::string_view marked_section_;
  std::string_view marked_position_;
  bool is_reached_;
  std::string_view section_;
  std::string_view after_;
  std::vector<Placed> items_;
};

}  // namespace iam::service
