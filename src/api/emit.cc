#include "iam/api/emit.h"

#include "iam/base/encoding.h"

namespace iam::api {

std::string to_base64(Blob const& blob) { return base64_encode(blob.bytes); }

}  // namespace iam::api
