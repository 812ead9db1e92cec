# What every floor is compiled with, and the one function that declares a floor.

add_library(iam_options INTERFACE)
target_compile_options(iam_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
# GCC 12 takes some appends to a std::string for writes behind its end (GCC bug 105651), and no longer knows that the
# line is the standard library's once it is precompiled.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(iam_options INTERFACE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
                         -Wno-stringop-overread)
else()
  # Clang counts what is packed into one literal against what every compiler must take.
  target_compile_options(iam_options INTERFACE -Wno-overlength-strings)
  # In a unit, Clang warns of a member that a header gives the name of a constant in the source before it. `./dev lint`
  # sees what shadows in a source alone.
  if(IAM_UNITED)
    target_compile_options(iam_options INTERFACE -Wno-shadow)
  endif()
endif()
target_include_directories(iam_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/generated)

if(IAM_FUZZ)
  set(sanitizers -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(IAM_SANITIZE STREQUAL "address")
  # The check of virtual tables looks through a pipe, and takes a process without free descriptors for a broken one.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all -fno-omit-frame-pointer)
elseif(IAM_SANITIZE STREQUAL "thread")
  # GCC warns of fences that ThreadSanitizer does not model; Asio has one.
  set(sanitizers -fsanitize=thread -Wno-tsan)
elseif(NOT IAM_SANITIZE STREQUAL "")
  message(FATAL_ERROR "IAM_SANITIZE is address, thread or empty, not '${IAM_SANITIZE}'")
endif()
# Every target, the build's own tools included: a library and its user must agree.
add_compile_options(${sanitizers})
add_link_options(${sanitizers})

# A static program stands at fixed addresses: code that could stand anywhere would be larger and no safer.
if(IAM_STATIC AND NOT sanitizers)
  add_compile_options(-fno-pie)
  add_link_options(-no-pie)
endif()

# The same text is the same everywhere: on arm64 a char is never negative, unless it is asked for.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL "aarch64")
  add_compile_options(-fsigned-char)
endif()

# The linker drops what no one calls: the libraries' halves that nobody needs, and whole families of generated code.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-ffunction-sections -fdata-sections)
  add_link_options(-Wl,--gc-sections)
endif()

find_program(IAM_MOLD mold)
if(IAM_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Compiled once, before any unit: headers of the standard library and of libraries, none of ours, so that no change of
# ours compiles the house anew. A unit still includes what it uses: `./dev lint` reads it without these.
set(common_headers <algorithm> <array> <charconv> <chrono> <cstddef> <cstdint> <functional> <map> <memory> <mutex>
    <optional> <set> <span> <stdexcept> <string> <string_view> <unordered_map> <utility> <vector> <fmt/format.h>
    <tl/expected.hpp>)

# iam_precompiled(NAME HEADERS…): a target whose precompiled headers others reuse.
function(iam_precompiled name)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc CONTENT "")
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cc)
  target_link_libraries(${name} PRIVATE iam_options)
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

iam_precompiled(iam_common_headers ${common_headers})
# What is not the way of every request is compiled for size: half of the program was made of it.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(compact_options -Os)
endif()
foreach(headers IN ITEMS iam_compact_headers iam_compact_json_headers)
  iam_precompiled(${headers} ${common_headers})
  target_compile_options(${headers} PRIVATE ${compact_options})
endforeach()
target_precompile_headers(iam_compact_json_headers PRIVATE <boost/json.hpp>)

# iam_unite(TARGET SOURCES…): compiles the sources a few at a time, four to eight on average, as one unit: what they
# include is most of what each costs, and is read once. Which unit a source is in follows from its name: a new one moves
# no other, until there are twice as many. CMake compiles alone what has compile options or definitions of its own.
function(iam_unite target)
  if(NOT IAM_UNITED)
    return()
  endif()
  list(LENGTH ARGN count)
  set(groups 1)
  while(groups LESS_EQUAL count)
    math(EXPR groups "${groups} * 2")
  endwhile()
  math(EXPR groups "(${groups} + 7) / 8")
  foreach(source IN LISTS ARGN)
    cmake_path(GET source STEM stem)
    string(MD5 hash ${stem})
    string(SUBSTRING ${hash} 0 6 digits)
    math(EXPR group "0x${digits} % ${groups}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# The floors and what each stands on, a line each: "wire: api". The tidy test holds the sources to it.
function(iam_write_floors)
  get_property(floors GLOBAL PROPERTY IAM_FLOORS)
  list(JOIN floors "\n" text)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/floors.txt CONTENT "${text}\n")
endfunction()
cmake_language(DEFER DIRECTORY ${PROJECT_SOURCE_DIR} CALL iam_write_floors)

# iam_floor(NAME [COMPACT [JSON]] SOURCES … HOT … USES … LIBRARIES …): a static library src/NAME that may use the floors
# named, and those that these use. COMPACT: compiled for size, but for those of its sources that HOT names too: every
# request comes through these, or very many of what is stored. JSON: many of its sources include Boost.JSON, which is
# precompiled for them; the others would only be the slower for it.
function(iam_floor name)
  cmake_parse_arguments(floor "COMPACT;JSON" "" "SOURCES;HOT;USES;LIBRARIES" ${ARGN})
  list(JOIN floor_USES " " used_floors)
  set_property(GLOBAL APPEND PROPERTY IAM_FLOORS "${name}: ${used_floors}")
  list(TRANSFORM floor_USES PREPEND iam_)
  list(REMOVE_ITEM floor_SOURCES "" ${floor_HOT})
  add_library(iam_${name} STATIC ${floor_SOURCES})
  target_include_directories(iam_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src/${name})
  target_link_libraries(iam_${name} PUBLIC iam_options ${floor_USES} PRIVATE ${floor_LIBRARIES})
  set(headers iam_common_headers)
  if(floor_COMPACT)
    target_compile_options(iam_${name} PRIVATE ${compact_options})
    set(headers iam_compact_headers)
    if(floor_JSON)
      set(headers iam_compact_json_headers)
    endif()
  endif()
  target_precompile_headers(iam_${name} REUSE_FROM ${headers})
  iam_unite(iam_${name} ${floor_SOURCES})
  # Apart, because precompiled headers are of the same options as what they are used by.
  if(floor_HOT)
    add_library(iam_${name}_hot OBJECT ${floor_HOT})
    target_include_directories(iam_${name}_hot PRIVATE ${PROJECT_SOURCE_DIR}/src/${name})
    target_link_libraries(iam_${name}_hot PRIVATE iam_options ${floor_USES} ${floor_LIBRARIES})
    target_precompile_headers(iam_${name}_hot REUSE_FROM iam_common_headers)
    iam_unite(iam_${name}_hot ${floor_HOT})
    target_sources(iam_${name} PRIVATE $<TARGET_OBJECTS:iam_${name}_hot>)
  endif()
endfunction()
