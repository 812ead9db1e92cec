#include "instance_metadata.h"

#include "iam/base/aws_domains.h"

#include <boost/json.hpp>

#include <algorithm>
#include <iterator>

namespace iam::gateway {
namespace {

namespace json = boost::json;

// Seen in 2024.
constexpr std::string_view kVersions[] = {
    "1.0",        "2007-01-19", "2007-03-01", "2007-08-29", "2007-10-10", "2007-12-15", "2008-02-01", "2008-09-01",
    "2009-04-04", "2011-01-01", "2011-05-01", "2012-01-12", "2014-02-25", "2014-11-05", "2015-10-20", "2016-04-19",
    "2016-06-30", "2016-09-02", "2018-03-28", "2018-08-17", "2018-09-24", "2019-10-01", "2020-10-27", "2021-01-03",
    "2021-03-23", "2021-07-15", "2022-07-09", "2022-09-24", "2024-04-11", "latest"};

// There is no machine: it could be any.
constexpr std::string_view kImage = "ami-0123456789abcdef0";
constexpr std::string_view kType = "t3.micro";
constexpr std::string_view kAddress = "10.0.0.10";
constexpr std::string_view kHostBeginning = "ip-10-0-0-10.";
constexpr std::string_view kMac = "02:00:00:00:00:0a";
constexpr std::string_view kDocumentVersion = "2017-09-30";
constexpr std::string_view kFirstRegion = "us-east-1";  // whose hosts are named in another way

std::string host_of(std::string_view region) {
  auto host = std::string(kHostBeginning);
  return region == kFirstRegion ? host.append("ec2.internal") : host.append(region).append(".compute.internal");
}

std::string identity_document(Instance const& instance, std::string const& zone) {
  return metadata_document({{"accountId", instance.account.text()},
                            {"architecture", "x86_64"},
                            {"availabilityZone", zone},
                            {"billingProducts", std::nullopt},
                            {"devpayProductCodes", std::nullopt},
                            {"marketplaceProductCodes", std::nullopt},
                            {"imageId", std::string(kImage)},
                            {"instanceId", instance.id},
                            {"instanceType", std::string(kType)},
                            {"kernelId", std::nullopt},
                            {"pendingTime", to_iso8601(instance.launched_at)},
                            {"privateIp", std::string(kAddress)},
                            {"ramdiskId", std::nullopt},
                            {"region", instance.region},
                            {"version", std::string(kDocumentVersion)}});
}

// The names below `path`, which is empty or ends with a slash. Those of the highest level were seen without slashes.
template <class Texts>
std::optional<std::string> listing(Texts const& texts, std::string const& path) {
  std::optional<std::string> names;
  std::string_view last;
  for (auto at = texts.lower_bound(path); at != texts.end() && at->first.starts_with(path); ++at) {
    auto const rest = std::string_view(at->first).substr(path.size());
    auto const slash = rest.find('/');
    auto const name =
        path.empty() || slash == std::string_view::npos ? rest.substr(0, slash) : rest.substr(0, slash + 1);
    if (name == last) continue;
    names = names.has_value() ? std::move(names)->append("\n").append(name) : std::string(name);
    last = name;
  }
  return names;
}

}  // namespace

InstanceMetadata::InstanceMetadata(Instance const& instance) {
  auto const zone = instance.region + "a";
  auto const host = host_of(instance.region);
  texts_ = {{"dynamic/instance-identity/document", identity_document(instance, zone)},
            {"meta-data/ami-id", std::string(kImage)},
            {"meta-data/ami-launch-index", "0"},
            {"meta-data/ami-manifest-path", "(unknown)"},
            {"meta-data/hostname", host},
            {std::string(kProfile), ""},
            {std::string(kCredentials) + instance.role, ""},
            {"meta-data/instance-action", "none"},
            {"meta-data/instance-id", instance.id},
            {"meta-data/instance-life-cycle", "on-demand"},
            {"meta-data/instance-type", std::string(kType)},
            {"meta-data/local-hostname", host},
            {"meta-data/local-ipv4", std::string(kAddress)},
            {"meta-data/mac", std::string(kMac)},
            {"meta-data/placement/availability-zone", zone},
            {"meta-data/placement/region", instance.region},
            {"meta-data/profile", "default-hvm"},
            {"meta-data/security-groups", "default"},
            {"meta-data/services/domain", std::string(domains_of(instance.partition).services)},
            {"meta-data/services/partition", std::string(partition_name(instance.partition))}};
}

std::string InstanceMetadata::versions() {
  std::string all;
  for (auto const version : kVersions) all.append(all.empty() ? "" : "\n").append(version);
  return all;
}

std::optional<std::string_view> InstanceMetadata::below_version(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  auto const version = path.substr(0, path.find('/'));
  if (std::ranges::find(kVersions, version) == std::end(kVersions)) return std::nullopt;
  path.remove_prefix(std::min(version.size() + 1, path.size()));
  return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

std::optional<std::string> InstanceMetadata::find(std::string_view path) const {
  if (auto const found = texts_.find(path); found != texts_.end()) return found->second;
  return listing(texts_, path.empty() ? std::string() : std::string(path).append("/"));
}

std::string metadata_document(
    std::initializer_list<std::pair<std::string_view, std::optional<std::string>>> const& members) {
  std::string text;
  for (auto const& [name, value] : members) {
    text.append(text.empty() ? "{\n  \"" : ",\n  \"").append(name).append("\" : ");
    text.append(value.has_value() ? json::serialize(json::value(*value)) : "null");
  }
  return text.append("\n}");
}

}  // namespace iam::gateway
