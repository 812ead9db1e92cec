// The picture, looked at as libpng reads it.
#include "iam/formats/qr_code.h"

#include <gtest/gtest.h>
#include <png.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace iam::formats {
namespace {

constexpr int kPixels = 5;  // of a module
constexpr int kFrame = 4;   // modules

// The modules of a picture, the blank frame included.
class Picture {
 public:
  explicit Picture(std::string const& png) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, png.data(), png.size()) == 0) throw std::runtime_error("no PNG");
    image.format = PNG_FORMAT_GRAY;
    width_ = static_cast<int>(image.width);
    height_ = static_cast<int>(image.height);
    pixels_.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, pixels_.data(), 0, nullptr) == 0) throw std::runtime_error("no pixels");
  }

  int width() const { return width_; }
  int height() const { return height_; }
  int modules() const { return width_ / kPixels; }
  bool is_dark(int x, int y) const {
    return pixels_.at(static_cast<std::size_t>(y * kPixels + 2) * static_cast<std::size_t>(width_) +
                      static_cast<std::size_t>(x * kPixels + 2)) == 0;
  }

 private:
  int width_ = 0;
  int height_ = 0;
  std::vector<unsigned char> pixels_;
};

// ISO/IEC 18004: version 1 has 21 modules a side and at medium correction takes 14 bytes; each version has four more.
TEST(QrCode, is_a_square_as_large_as_its_text_needs) {
  for (auto const& [length, modules] : {std::pair(0, 21), {14, 21}, {15, 25}, {2331, 177}}) {
    Picture const picture(qr_code_png(std::string(static_cast<std::size_t>(length), 'a')));
    EXPECT_EQ(picture.width(), (modules + 2 * kFrame) * kPixels) << length;
    EXPECT_EQ(picture.height(), picture.width());
  }
}

TEST(QrCode, has_a_blank_frame_of_four_modules) {
  Picture const picture(qr_code_png("otpauth://totp/ada"));
  int const last = picture.modules() - 1;
  for (int along = 0; along <= last; ++along) {
    for (int depth = 0; depth < kFrame; ++depth) {
      EXPECT_FALSE(picture.is_dark(along, depth) || picture.is_dark(along, last - depth) ||
                   picture.is_dark(depth, along) || picture.is_dark(last - depth, along));
    }
  }
}

// Three corners have a dark ring, a light one, and a dark middle, by which scanners find the code.
TEST(QrCode, has_its_marks_in_three_corners) {
  Picture const picture(qr_code_png("otpauth://totp/ada"));
  int const far = picture.modules() - kFrame - 7;
  for (auto const& [left, top] : {std::pair(kFrame, kFrame), {far, kFrame}, {kFrame, far}}) {
    for (int y = 0; y < 7; ++y) {
      for (int x = 0; x < 7; ++x) {
        bool const is_ring = x == 0 || x == 6 || y == 0 || y == 6;
        bool const is_middle = x >= 2 && x <= 4 && y >= 2 && y <= 4;
        EXPECT_EQ(picture.is_dark(left + x, top + y), is_ring || is_middle) << x << ' ' << y;
      }
    }
  }
}

TEST(QrCode, shows_another_picture_of_another_text) {
  EXPECT_EQ(qr_code_png("ada"), qr_code_png("ada"));
  EXPECT_NE(qr_code_png("ada"), qr_code_png("adb"));
}

}  // namespace
}  // namespace iam::formats
