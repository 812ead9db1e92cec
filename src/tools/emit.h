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

// include/iam/api/error_codes.h: the codes of all errors with their statuses.
std::string error_codes_header(Model const& model);

// src/api/secret_members.cc: the names of the members that are sensitive.
std::string secret_members_source(Model const& model);

// src/service/operations_<family>.cc: a row of the table for each operation, with its handler. One unit for each family
// because a row instantiates everything that its request and its response are made of.
std::string operations_source(Service const& service, Family const& family);

// src/service/operation_table.cc: the rows of all families, sorted.
std::string operation_table_source(Model const& model);

// An operation's Permission in its row, and before the rows the lists it points to.
std::string permission_lists(Service const& service, Operation const& operation);
std::string permission_initializer(Service const& service, Operation const& operation);

// "kIam", "kSts"
std::string service_constant(Service const& service);

// The namespace of a service's shapes below iam::api: "" or "::sts".
std::string nested_namespace(Service const& service);

// The first line of every generated file: which file of the model it is made from, or, without a name, from all.
std::string generated_notice(std::string const& origin);

}  // namespace iam::modelgen
