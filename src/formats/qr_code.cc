#include "iam/formats/qr_code.h"

#include <png.h>
#include <qrcodegen/QrCode.hpp>

#include <stdexcept>
#include <vector>

namespace iam::formats {
namespace {

constexpr int kModulePixels = 5;
constexpr int kQuietModules = 4;  // the standard's blank frame, without which scanners do not find the code

}  // namespace

std::string qr_code_png(std::string const& text) {
  auto const qr = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  int const width = (qr.getSize() + 2 * kQuietModules) * kModulePixels;
  std::vector<unsigned char> pixels;
  pixels.reserve(static_cast<std::size_t>(width) * width);
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width; ++x) {
      // Outside of the code every module is light.
      bool const dark = qr.getModule(x / kModulePixels - kQuietModules, y / kModulePixels - kQuietModules);
      pixels.push_back(dark ? 0 : 255);
    }
  }

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width);
  image.height = static_cast<png_uint_32>(width);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string png(size, '\0');
  if (png_image_write_to_memory(&image, png.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    throw std::runtime_error("the picture of a QR code cannot be written");
  }
  png.resize(size);
  return png;
}

}  // namespace iam::formats
