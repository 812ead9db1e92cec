// What it costs to verify a signature: a request as the SDK for JavaScript sends it, and a presigned one.
#include "iam/sigv4/sign.h"
#include "iam/sigv4/signature.h"

#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace iam;

Time const kNow = *parse_iso8601("2026-01-01T00:00:00Z");

sigv4::Signer signer() { return {.access_key_id = "test", .secret = Secret("test"), .session_token = {}}; }

std::vector<Header> const& covered_headers() {
  static std::vector<Header> const headers = {
      {"content-type", "application/x-www-form-urlencoded"},
      {"host", "127.0.0.1:4566"},
      {"amz-sdk-invocation-id", "1d0c5c0e-6f0c-4bf6-8a7e-0d4f6a1f7c35"},
      {"amz-sdk-request", "attempt=1; max=3"},
      {"content-length", "62"},
  };
  return headers;
}

// All that depends on the request; the signing key is remembered from the one before.
void verify(sigv4::Request const& request, Secret const& signing_key) {
  auto const authorization = sigv4::authorization_of(request);
  if (!authorization.has_value() || !check_time(*authorization, kNow) ||
      !check_scope(*authorization, {.service = "iam", .region = ""}) ||
      !check_signature(request, *authorization, signing_key)) {
    throw std::runtime_error("the signature does not hold");
  }
}

Secret signing_key() {
  return sigv4::derive_signing_key(Secret("test"), {"test", "20260101", "us-east-1", "iam", "aws4_request"});
}

void verify_header(benchmark::State& state) {
  std::string const body = "Action=GetUser&UserName=bench-user-00000000&Version=2010-05-08";
  auto headers = covered_headers();
  auto const added = sigv4::sign({"POST", "/", headers, body}, signer(), kNow);
  for (auto const& [name, value] : added) headers.push_back({name, value});
  headers.push_back({"user-agent", "aws-sdk-js/3.965.0 ua/2.1 os/linux#6.1.0 lang/js md/nodejs#18.20.4"});
  auto const key = signing_key();
  for (auto _ : state) verify({"POST", "/", headers, body}, key);
}
BENCHMARK(verify_header);

void verify_query(benchmark::State& state) {
  std::vector<Header> const headers = {{"host", "127.0.0.1:4566"}, {"x-k8s-aws-id", "cluster"}};
  auto const target = sigv4::presign({"GET", "/?Action=GetCallerIdentity&Version=2011-06-15", headers, ""}, signer(),
                                     kNow, std::chrono::seconds(60));
  auto const key = signing_key();
  for (auto _ : state) verify({"GET", target, headers, ""}, key);
}
BENCHMARK(verify_query);

void derive_signing_key(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(signing_key());
}
BENCHMARK(derive_signing_key);

}  // namespace
