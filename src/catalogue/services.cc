#include "iam/catalogue/services.h"

#include "iam/base/text.h"
#include "iam/base/whole_number.h"
#include "services_table.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace iam::catalogue {
namespace {

template <class Entry>
std::vector<Entry const*> chosen(std::vector<Entry> const& entries, std::string_view numbers) {
  std::vector<Entry const*> list;
  while (!numbers.empty()) {
    list.push_back(&entries.at(whole_number<std::size_t>(take_until(numbers, ',')).value()));
  }
  return list;
}

AccessLevel access_level(std::string_view letter) {
  switch (letter.front()) {
    case 'l':
      return AccessLevel::kList;
    case 'r':
      return AccessLevel::kRead;
    case 't':
      return AccessLevel::kTagging;
    case 'p':
      return AccessLevel::kPermissionsManagement;
    default:
      return AccessLevel::kWrite;
  }
}

// Reads what src/tools/service_catalogue.cc wrote. `text` must outlive the service.
std::unique_ptr<Service const> read_service(ServiceName const& name, std::string_view text) {
  auto service = std::make_unique<Service>(Service{name, {}, {}, {}});
  for (auto line = take_until(text, '\n'); !line.empty(); line = take_until(text, '\n')) {
    auto const key = take_until(line, '\t');
    service->condition_keys.push_back({key, line});
  }
  for (auto line = take_until(text, '\n'); !line.empty(); line = take_until(text, '\n')) {
    auto const type = take_until(line, '\t');
    auto const arn = take_until(line, '\t');
    service->resource_types.push_back({type, arn, chosen(service->condition_keys, line)});
  }
  for (auto line = take_until(text, '\n'); !line.empty(); line = take_until(text, '\n')) {
    auto const action = take_until(line, '\t');
    auto const level = access_level(take_until(line, '\t'));
    auto const resources = take_until(line, '\t');
    service->actions.push_back(
        {action, level, chosen(service->resource_types, resources), chosen(service->condition_keys, line)});
  }
  return service;
}

// The services that were asked for, each unpacked once.
class Catalogue {
 public:
  Service const& at(std::size_t number) {
    std::lock_guard const lock(mutex_);
    auto& entry = entries_[number];
    if (entry == nullptr) entry = read_service(services()[number], texts_.at(details()[number]));
    return *entry;
  }

 private:
  std::mutex mutex_;
  PackedTexts texts_{blocks()};
  std::map<std::size_t, std::unique_ptr<Service const>> entries_;
};

Catalogue& catalogue() {
  static Catalogue catalogue;
  return catalogue;
}

}  // namespace

std::string_view access_level_name(AccessLevel level) {
  switch (level) {
    case AccessLevel::kList:
      return "List";
    case AccessLevel::kRead:
      return "Read";
    case AccessLevel::kWrite:
      return "Write";
    case AccessLevel::kTagging:
      return "Tagging";
    case AccessLevel::kPermissionsManagement:
      return "Permissions management";
  }
  return {};
}

ServiceName const* find_name(std::string_view prefix) {
  auto const all = services();
  auto const found = std::ranges::lower_bound(all, prefix, precedes_ignoring_case, &ServiceName::prefix);
  return found != all.end() && equals_ignoring_case(found->prefix, prefix) ? &*found : nullptr;
}

Action const* Service::action(std::string_view action_name) const {
  auto const found = std::ranges::lower_bound(actions, action_name, precedes_ignoring_case, &Action::name);
  return found != actions.end() && equals_ignoring_case(found->name, action_name) ? &*found : nullptr;
}

Service const* find(std::string_view prefix) {
  auto const* name = find_name(prefix);
  return name == nullptr ? nullptr : &catalogue().at(static_cast<std::size_t>(name - services().data()));
}

Action const* find_action(std::string_view prefix, std::string_view action_name) {
  auto const* service = find(prefix);
  return service == nullptr ? nullptr : service->action(action_name);
}

}  // namespace iam::catalogue
