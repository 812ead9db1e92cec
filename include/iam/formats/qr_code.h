// QR codes as pictures.
#pragma once

#include <string>

namespace iam::formats {

// A PNG of the QR code of `text`. REQUIRES: it fits a QR code (2331 bytes at medium error correction).
std::string qr_code_png(std::string const& text);

}  // namespace iam::formats
