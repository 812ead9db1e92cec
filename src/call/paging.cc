#include "iam/call/paging.h"

#include "iam/base/encoding.h"
#include "iam/base/hash.h"
#include "iam/call/errors.h"

namespace iam::service {
namespace {

constexpr std::size_t kCheckBytes = 12;

}  // namespace

Result<PageRequest> PageRequest::make(std::string_view list, AccountId account,
                                      std::optional<std::int32_t> const& max_items,
                                      std::optional<std::string> const& marker) {
  PageRequest page(list, account, max_items.value_or(kPageItemsDefault));
  if (!marker.has_value()) return page;

  auto const text = base64url_decode(*marker);
  if (!text.has_value() || text->size() <= kCheckBytes) return fail(errors::invalid_marker());
  page.after_ = text->substr(kCheckBytes);
  if (text->substr(0, kCheckBytes) != page.check_of(page.after_)) return fail(errors::invalid_marker());
  return page;
}

std::string PageRequest::marker_at(std::string_view position) const {
  return base64url_encode(check_of(position).append(position));
}

std::string PageRequest::check_of(std::string_view position) const {
  return sha256(list_ + '\n' + account_.text() + '\n' + std::string(position)).substr(0, kCheckBytes);
}

}  // namespace iam::service
