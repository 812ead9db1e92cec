// What is stored at one moment, kept in memory to be put back: all of it, or what is one account's.
#pragma once

#include "iam/base/account.h"
#include "iam/store/session.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iam::store {

// An image of one account has the rows with its id and whatever cannot be without them: of an organization the
// management account, of a delegation request the partner that asks. It can be put back only where it was taken from.
class Image {
 public:
  // REQUIRES: a session for writing. Throws StoreError.
  Image(Session& session, std::optional<AccountId> account);

  // Makes what is stored be as it was, by writing no more than what differs; numbers given out since are not given
  // again. What the image is not of stays. False when something of another account is in the way, such as an alias that
  // it has taken since: the verdict must then be a rollback. REQUIRES: a session for writing. Throws StoreError.
  bool put_back(Session& session) const;

  std::size_t bytes() const;

 private:
  // A table's rows, each as Statement::append_row makes it.
  struct Rows {
    std::string select;
    std::string remove;  // by the key
    std::string insert;
    std::string bytes;
    std::vector<std::size_t> ends;

    std::size_t size() const { return ends.size(); }
    std::string_view operator[](std::size_t row) const;
  };
  struct Difference {
    std::vector<std::string> surplus;
    std::vector<std::string_view> missing;
  };

  Statement current(Session& session, Rows const& rows) const;
  Difference difference(Session& session, Rows const& rows) const;
  // Whether there was nothing to mend.
  bool mend(Session& session) const;

  std::optional<AccountId> account_;
  std::vector<Rows> tables_;  // those that others refer to first
};

}  // namespace iam::store
