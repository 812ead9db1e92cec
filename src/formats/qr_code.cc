#include "iam/formats/qr_code.h"

#include "iam/formats/deflate.h"

#include <zlib.h>
#include <qrcodegen/QrCode.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iam::formats {
namespace {

constexpr int kModulePixels = 5;
constexpr int kQuietModules = 4;  // the standard's blank frame, without which scanners do not find the code

// PNG (third edition), 7.1: most significant byte first.
std::string four_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift & 0xFF));
  return bytes;
}

// 5.3: its length, what it is of, and a checksum of both.
std::string chunk(std::string_view type, std::string_view data) {
  std::string const summed = std::string(type).append(data);
  auto const sum = crc32(0, reinterpret_cast<Bytef const*>(summed.data()), static_cast<uInt>(summed.size()));
  return four_bytes(static_cast<std::uint32_t>(data.size())) + summed + four_bytes(static_cast<std::uint32_t>(sum));
}

// A square of grey pixels, each one byte. libpng, which brings its reader along, would be 0.15 MB of the program.
std::string png_of(std::string_view pixels, std::size_t width) {
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1A\n";
  constexpr std::string_view kOneByteOfGrey("\x08\0\0\0\0", 5);
  constexpr char kNotFiltered = '\0';  // 9.2: before each line
  std::string lines;
  lines.reserve(pixels.size() + width);
  for (; !pixels.empty(); pixels.remove_prefix(width)) lines.append(1, kNotFiltered).append(pixels.substr(0, width));
  auto const side = four_bytes(static_cast<std::uint32_t>(width));
  return std::string(kSignature) + chunk("IHDR", (side + side).append(kOneByteOfGrey)) +
         chunk("IDAT", zlib_deflated(lines)) + chunk("IEND", {});
}

}  // namespace

std::string qr_code_png(std::string const& text) {
  auto const qr = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  int const width = (qr.getSize() + 2 * kQuietModules) * kModulePixels;
  std::string pixels;
  pixels.reserve(static_cast<std::size_t>(width) * width);
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width; ++x) {
      // Outside of the code every module is light.
      bool const dark = qr.getModule(x / kModulePixels - kQuietModules, y / kModulePixels - kQuietModules);
      pixels.push_back(dark ? '\0' : '\xFF');
    }
  }
  return png_of(pixels, static_cast<std::size_t>(width));
}

}  // namespace iam::formats
