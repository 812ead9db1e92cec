#include "iam/formats/deflate.h"

#include <zlib.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace iam::formats {
namespace {

constexpr int kRaw = -MAX_WBITS;       // neither header nor checksum: whoever carries the bytes authenticates them
constexpr int kZlib = MAX_WBITS;       // both, as zlib has them
constexpr int kGzip = MAX_WBITS + 16;  // both, as gzip has them
constexpr int kMemoryLevel = 8;        // zlib's default
constexpr std::size_t kInflatedAtOnce = 4096;

template <int (*end)(z_stream*)>
struct Ended {
  void operator()(z_stream* stream) const { end(stream); }
};

Bytef* zlib_bytes_of(std::string_view text) { return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); }

std::string compressed(std::string_view text, int format) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, format, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  std::unique_ptr<z_stream, Ended<deflateEnd>> const ended(&stream);
  std::string bytes(deflateBound(&stream, text.size()), '\0');
  stream.next_in = zlib_bytes_of(text);
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = zlib_bytes_of(bytes);
  stream.avail_out = static_cast<uInt>(bytes.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  bytes.resize(stream.total_out);
  return bytes;
}

}  // namespace

std::string deflated(std::string_view text) { return compressed(text, kRaw); }

std::string zlib_deflated(std::string_view text) { return compressed(text, kZlib); }

std::string gzipped(std::string_view text) { return compressed(text, kGzip); }

std::optional<std::string> inflated(std::string_view bytes, std::size_t size_max) {
  z_stream stream{};
  if (inflateInit2(&stream, kRaw) != Z_OK) throw std::runtime_error("zlib cannot decompress");
  std::unique_ptr<z_stream, Ended<inflateEnd>> const ended(&stream);
  stream.next_in = zlib_bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  for (int outcome = Z_OK; outcome != Z_STREAM_END;) {
    auto const room = std::min(size_max - text.size(), kInflatedAtOnce);
    if (room == 0) return std::nullopt;
    text.resize(text.size() + room);
    stream.next_out = zlib_bytes_of(text) + stream.total_out;
    stream.avail_out = static_cast<uInt>(room);
    outcome = inflate(&stream, Z_NO_FLUSH);
    text.resize(stream.total_out);
    if (outcome != Z_STREAM_END && (outcome != Z_OK || stream.avail_out > 0)) return std::nullopt;
  }
  return text;
}

}  // namespace iam::formats
