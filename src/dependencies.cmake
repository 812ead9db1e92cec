# Libraries from Debian, each as one imported target. Their static archives are taken, so that the tests link what
# the released program links.

find_package(Threads REQUIRED)
find_package(expected REQUIRED CONFIG NAMES tl-expected)
find_path(IAM_BOOST_INCLUDE boost/beast/core.hpp REQUIRED)
find_path(IAM_RAPIDJSON_INCLUDE rapidjson/reader.h REQUIRED)

function(iam_archive target)
  add_library(${target} INTERFACE IMPORTED)
  foreach(archive IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "IAM_ARCHIVE_${archive}" found)
    find_library(${found} NAMES lib${archive}.a REQUIRED)
    target_link_libraries(${target} INTERFACE ${${found}})
  endforeach()
  target_link_libraries(${target} INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
endfunction()

# What SQLite has mathematics for that no statement of ours asks for. A release has it call src/store/sqlite/extensions.cc
# instead of the C library, whose tables for these were 0.27 MB of the program.
foreach(function IN ITEMS acos acosh asin asinh atan atan2 atanh cos cosh exp log sin sinh tan tanh)
  list(APPEND sqlite3_symbols --redefine-sym ${function}=iam_no_${function})
endforeach()

# iam_c_archive(TARGET ARCHIVES…): the same for libraries in C. A release links copies of them without the tables for
# unwinding, which were 0.8 MB of the program: no exception passes through C here, since nothing that these libraries
# call back throws.
function(iam_c_archive target)
  if(NOT CMAKE_BUILD_TYPE STREQUAL "Release" OR IAM_SANITIZE OR IAM_FUZZ)
    iam_archive(${target} ${ARGN})
    return()
  endif()
  add_library(${target} INTERFACE IMPORTED)
  foreach(archive IN LISTS ARGN)
    find_library(IAM_ARCHIVE_${archive} NAMES lib${archive}.a REQUIRED)
    set(original ${IAM_ARCHIVE_${archive}})
    set(copy ${PROJECT_BINARY_DIR}/without_unwinding/lib${archive}.a)
    if(NOT TARGET iam_without_unwinding_${archive})
      cmake_path(GET copy PARENT_PATH folder)
      file(MAKE_DIRECTORY ${folder})
      add_custom_command(
        OUTPUT ${copy}
        COMMAND ${CMAKE_OBJCOPY} --remove-section .eh_frame --remove-section .rela.eh_frame ${${archive}_symbols}
                ${original} ${copy}
        DEPENDS ${original}
        VERBATIM)
      add_custom_target(iam_without_unwinding_${archive} DEPENDS ${copy})
    endif()
    add_dependencies(${target} iam_without_unwinding_${archive})
    target_link_libraries(${target} INTERFACE ${copy})
  endforeach()
  target_link_libraries(${target} INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
endfunction()

iam_c_archive(deps::sqlite sqlite3)
iam_c_archive(deps::openssl ssl crypto)
if(IAM_POSTGRES)
  # What libpq.a is not complete without, Debian has beside the server's.
  list(APPEND CMAKE_LIBRARY_PATH /usr/lib/postgresql/15/lib)
  iam_c_archive(deps::libpq pq pgcommon_shlib pgport_shlib)
  find_path(IAM_LIBPQ_INCLUDE libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
  target_include_directories(deps::libpq SYSTEM INTERFACE ${IAM_LIBPQ_INCLUDE})
  target_link_libraries(deps::libpq INTERFACE deps::openssl)
endif()
if(IAM_TESTS)  # which read pictures
  iam_c_archive(deps::png png z)
endif()
iam_archive(deps::pugixml pugixml)
iam_archive(deps::qrcodegen qrcodegencpp)
iam_archive(deps::re2 re2)
if(NOT CMAKE_CROSSCOMPILING)  # only the build's own tools read with it
  iam_archive(deps::yaml yaml-cpp)
endif()
iam_archive(deps::libyaml yaml)
iam_archive(deps::boost_json boost_json)
iam_c_archive(deps::lzma lzma)
iam_c_archive(deps::zlib z)

# Asio and Beast are headers. The separate compilation of Boost.Asio is not used: one unit includes it.
add_library(deps::boost INTERFACE IMPORTED)
target_compile_definitions(deps::boost INTERFACE BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(deps::boost INTERFACE Threads::Threads)

# Headers only, read by the one unit that reads policy documents.
add_library(deps::rapidjson INTERFACE IMPORTED)
target_include_directories(deps::rapidjson SYSTEM INTERFACE ${IAM_RAPIDJSON_INCLUDE})

# Debian has no static fmt or spdlog: fmt's bodies are compiled once, in src/base/fmt.cc, spdlog's into the one unit that
# logs.
add_library(deps::fmt INTERFACE IMPORTED)
target_link_libraries(deps::fmt INTERFACE iam_fmt)
add_library(deps::spdlog INTERFACE IMPORTED)
target_compile_definitions(deps::spdlog INTERFACE SPDLOG_FMT_EXTERNAL)
target_link_libraries(deps::spdlog INTERFACE deps::fmt Threads::Threads)
