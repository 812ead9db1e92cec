// What working with OpenSSL takes: owners, and a quiet error queue. Not for public headers.
#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>

#include <memory>
#include <string_view>

namespace iam::openssl {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

template <class T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

using Bio = Owned<BIO, BIO_free>;

// What failed inside OpenSSL must not be found by the next who asks this thread's queue, TLS above all.
struct ErrorsCleared {
  ErrorsCleared() = default;
  ErrorsCleared(ErrorsCleared const&) = delete;
  ErrorsCleared& operator=(ErrorsCleared const&) = delete;
  ~ErrorsCleared() { ERR_clear_error(); }
};

// Reads from `text`, which must outlive it.
inline Bio reader(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

// Without a callback OpenSSL would ask for a pass phrase on the terminal.
inline int refuse_pass_phrase(char*, int, int, void*) { return -1; }

}  // namespace iam::openssl
