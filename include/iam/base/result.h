// Outcomes in the API's vocabulary are values: Result<T> is a T or the Error a client will read.
// Absence is std::optional; a broken world (disk full, corrupt file) is an exception.
#pragma once

#include <tl/expected.hpp>

#include <optional>
#include <string>

namespace iam {

// Whose fault the wire says it is: <Type>Sender</Type> or <Type>Receiver</Type>.
enum class Fault { kSender, kReceiver };

// The XML namespace an error is rendered in. AWS answers errors found before an operation is known
// in a namespace of its own, not the service's.
enum class ErrorNamespace { kService, kAwsFault };

// An error exactly as a client receives it.
struct Error {
  std::string code;  // on the wire, e.g. "NoSuchEntity"
  int http_status = 400;
  std::optional<std::string> message;  // some AWS errors have no <Message> element at all
  Fault fault = Fault::kSender;
  ErrorNamespace xml_namespace = ErrorNamespace::kService;

  bool operator==(Error const&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

// An outcome without a value.
using Status = Result<void>;

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace iam
