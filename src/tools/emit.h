// The generated text of every file. Pure: the model in, text out.
#pragma once

#include "model.h"

#include <string>

namespace iam::modelgen {

// include/iam/api/<family>.h: the structs.
std::string shapes_header(Service const& service, Family const& family);

// src/api/<family>.cc: their members described to the binder and the emitter.
std::string shapes_source(Service const& service, Family const& family);

// include/iam/service/handlers/<family>.h: a declaration for each operation that is not only planned.
std::string handlers_header(Service const& service, Family const& family);

// src/service/operations.cc: the table of all operations.
std::string operations_source(Model const& model);

// An operation's Permission in that table, and before the table the lists it points to.
std::string permission_lists(Service const& service, Operation const& operation);
std::string permission_initializer(Service const& service, Operation const& operation);

// "kIam", "kSts"
std::string service_constant(Service const& service);

// The namespace of a service's shapes below iam::api: "" or "::sts".
std::string nested_namespace(Service const& service);

// The first lines of every generated file.
std::string generated_notice(std::string const& origin);

}  // namespace iam::modelgen
